//! Pages and their addresses: `#/scores/<unit>/<scorecard>/<period>/<measure>` and so on.

use crate::domain::figure::Cell;
use crate::domain::id::{ItemId, MeasureId, ScorecardId, UnitId};
use crate::domain::period::Month;
use crate::domain::workbook::Workbook;
use crate::forms::CardPlace;
use crate::markup::View;
use crate::ui::browser::location;

/// What stands behind a measure in an address where it has the page for itself.
const WHOLE: &str = "page";

/// What stands for all units, or all scorecards, in an address.
const ALL: &str = "*";

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Route {
    /// The workbooks and templates.
    Workbooks,
    /// The design of a scorecard.
    Design(DesignRoute),
    /// The figures of a unit in a calendar year.
    Figures {
        /// The unit.
        unit: Option<UnitId>,
        /// The year.
        year: Option<i32>,
    },
    /// A figure among those of its unit and calendar year.
    Figure(Cell),
    /// The figures of a unit from one month to another.
    FiguresOfMonths {
        /// The unit.
        unit: UnitId,
        /// The first month.
        first: Month,
        /// The last month.
        last: Month,
    },
    /// The figures of all units in a month.
    FiguresOfMonth {
        /// The month.
        month: Option<Month>,
        /// The scorecard whose units and items are shown; `None` for all.
        scorecard: Option<ScorecardId>,
    },
    /// What the figures come to.
    Scores(ScoresRoute),
    /// Language, theme, what is stored.
    Settings,
    /// No page is named: the one that suits.
    #[default]
    Start,
}

/// What the design page shows; what is not named is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DesignRoute {
    /// The scorecard.
    pub(crate) scorecard: Option<ScorecardId>,
    /// The first month of the revision.
    pub(crate) from: Option<Month>,
    /// The part of the design, as its word.
    pub(crate) part: Option<String>,
    /// What is edited beside the table, as its word.
    pub(crate) subject: Option<String>,
}

/// The words of the pages that show what the figures come to.
const VIEWS: [(&str, View); 6] = [
    ("scores", View::Scores),
    ("compare", View::Compare),
    ("alerts", View::Alerts),
    ("map", View::Map),
    ("lab", View::Lab),
    ("report", View::Report),
];

/// What such a page shows; what is not named is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ScoresRoute {
    /// The page.
    pub(crate) view: View,
    /// The unit; none for all of them.
    pub(crate) unit: Option<UnitId>,
    /// The scorecard; none for all of them.
    pub(crate) scorecard: Option<ScorecardId>,
    /// The period, as `2026-03` or `2026`.
    pub(crate) period: Option<String>,
    /// What is looked at there: the measure that is explained, the column that is sorted by.
    pub(crate) detail: Option<String>,
}

/// Whether a page is about one unit.
pub(crate) fn needs_unit(view: View) -> bool {
    matches!(view, View::Compare | View::Map | View::Measure)
}

/// Whether a page can show the units of several scorecards at once.
pub(crate) fn shows_several_cards(view: View) -> bool {
    matches!(view, View::Scores | View::Alerts | View::Report)
}

impl DesignRoute {
    /// A part of the design of a revision, else of the last one of the first scorecard.
    pub(crate) fn part(workbook: &Workbook, place: Option<CardPlace>, part: &str) -> Self {
        let last = || {
            let card = workbook.scorecards.first()?;
            Some(CardPlace { scorecard: card.id.clone(), from: card.revisions.last()?.from })
        };
        let (scorecard, from) = place.or_else(last).map(|own| (own.scorecard, own.from)).unzip();
        Self { scorecard, from, part: Some(part.to_owned()), subject: None }
    }
}

impl ScoresRoute {
    /// The same of a unit, or of all.
    pub(crate) fn with_unit(&self, unit: Option<UnitId>) -> Self {
        Self { unit, ..self.clone() }
    }

    /// The measure that is explained.
    pub(crate) fn measure(&self) -> Option<MeasureId> {
        self.detail.as_deref().filter(|_| self.unit.is_some()).map(MeasureId::from)
    }
}

impl Route {
    /// The page that the address names.
    pub(crate) fn current() -> Self {
        let segments = location::segments();
        let part = |index: usize| segments.get(index).map(String::as_str);
        match part(0) {
            Some("workbooks") => Self::Workbooks,
            Some("design") => Self::Design(DesignRoute {
                scorecard: part(1).map(ScorecardId::from),
                from: part(2).and_then(|from| from.parse().ok()),
                part: part(3).map(str::to_owned),
                subject: part(4).map(str::to_owned),
            }),
            Some("figures") => {
                let unit = part(1).map(UnitId::from);
                let month = |index| part(index).and_then(|month| month.parse().ok());
                match (unit, month(2), month(3)) {
                    (Some(unit), Some(first), Some(last)) => Self::FiguresOfMonths { unit, first, last },
                    (Some(unit), None, Some(month)) if part(4).is_some() => {
                        Self::Figure(Cell { unit, item: ItemId::from(part(4).unwrap_or_default()), month })
                    }
                    (unit, ..) => Self::Figures { unit, year: part(2).and_then(|year| year.parse().ok()) },
                }
            }
            Some("month") => Self::FiguresOfMonth {
                month: part(1).and_then(|month| month.parse().ok()),
                scorecard: part(2).map(ScorecardId::from),
            },
            Some("settings") => Self::Settings,
            Some(page) => match VIEWS.iter().find(|(word, _)| *word == page) {
                Some((_, view)) => Self::Scores(ScoresRoute {
                    view: if part(5) == Some(WHOLE) { View::Measure } else { *view },
                    unit: part(1).filter(|unit| *unit != ALL).map(UnitId::from),
                    scorecard: part(2).filter(|card| *card != ALL).map(ScorecardId::from),
                    period: part(3).map(str::to_owned),
                    detail: part(4).map(str::to_owned),
                }),
                None => Self::Start,
            },
            None => Self::Start,
        }
    }

    /// Its address.
    pub(crate) fn fragment(&self) -> String {
        match self {
            Self::Start => location::fragment(&[]),
            Self::Workbooks => location::fragment(&["workbooks"]),
            Self::Settings => location::fragment(&["settings"]),
            Self::Design(design) => {
                let from = design.from.map(|from| from.to_string());
                let parts = [
                    design.scorecard.as_ref().map(ScorecardId::as_str),
                    from.as_deref(),
                    design.part.as_deref(),
                    design.subject.as_deref(),
                ];
                with_parts("design", &parts)
            }
            Self::Figures { unit, year } => {
                let year = year.map(|year| year.to_string());
                let parts = [unit.as_ref().map(UnitId::as_str), year.as_deref()];
                with_parts("figures", &parts)
            }
            Self::Figure(cell) => {
                let (year, month) = (cell.month.year().to_string(), cell.month.to_string());
                let (unit, item) = (cell.unit.as_str(), cell.item.as_str());
                with_parts("figures", &[Some(unit), Some(&year), Some(&month), Some(item)])
            }
            Self::FiguresOfMonths { unit, first, last } => {
                let months = [first.to_string(), last.to_string()];
                let [first, last] = months.each_ref().map(|month| Some(month.as_str()));
                with_parts("figures", &[Some(unit.as_str()), first, last])
            }
            Self::FiguresOfMonth { month, scorecard } => {
                let month = month.map(|month| month.to_string());
                with_parts("month", &[month.as_deref(), scorecard.as_ref().map(ScorecardId::as_str)])
            }
            Self::Scores(scores) => {
                let period = scores.period.as_deref();
                let card = scores.scorecard.as_ref().map(ScorecardId::as_str).or(period.map(|_| ALL));
                let unit = scores.unit.as_ref().map(UnitId::as_str).or(card.map(|_| ALL));
                let whole = (scores.view == View::Measure).then_some(WHOLE);
                let parts = [unit, card, period, scores.detail.as_deref(), whole];
                let view = VIEWS.iter().find(|(_, view)| *view == scores.view);
                with_parts(view.map_or("scores", |(word, _)| word), &parts)
            }
        }
    }

    /// Which page it is; another period, or something explained beside it, is no other page.
    pub(crate) fn page(&self) -> (&'static str, Option<View>, bool, Option<&str>) {
        match self {
            Self::Scores(scores) => ("scores", Some(scores.view), scores.unit.is_some(), None),
            Self::Design(design) => ("design", None, false, design.part.as_deref().or(Some("measures"))),
            Self::Start => ("", None, false, None),
            Self::Workbooks => ("workbooks", None, false, None),
            Self::Settings => ("settings", None, false, None),
            _ => ("figures", None, false, None),
        }
    }

    /// Whether it is a way of seeing figures.
    pub(crate) fn is_figures(&self) -> bool {
        matches!(
            self,
            Self::Figures { .. }
                | Self::Figure(_)
                | Self::FiguresOfMonths { .. }
                | Self::FiguresOfMonth { .. }
        )
    }

    /// Goes there.
    pub(crate) fn go(&self) {
        location::go(&self.fragment());
    }
}

fn with_parts(page: &str, parts: &[Option<&str>]) -> String {
    let named = parts.iter().map_while(|part| *part);
    location::fragment(&std::iter::once(page).chain(named).collect::<Vec<_>>())
}

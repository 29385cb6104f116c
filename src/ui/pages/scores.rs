//! Scores: a unit's total, perspectives and measures in a period, and how each came about.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::domain::id::{MeasureId, ScorecardId, UnitId};
use crate::domain::name::Language;
use crate::domain::period::{FirstMonth, Month, Period, PeriodLength};
use crate::domain::scorecard::Revision;
use crate::domain::scoring::{Body, Explanation, Plan, ScoreReport};
use crate::domain::workbook::Workbook;
use crate::i18n::{messages, month};
use crate::ui::browser::{clock, document};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::components::explanation_panel::explanation_panel;
use crate::ui::components::findings_list::findings_list;
use crate::ui::components::periods_table::periods_table;
use crate::ui::components::score_table::{ScoreTableContext, score_table};
use crate::ui::components::total_chart::{Totals, total_chart};
use crate::ui::components::total_panel::total_panel;
use crate::ui::state::{Route, ScoresRoute, Session, use_session};

/// What the page shows, with nothing left open.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    unit: UnitId,
    scorecard: ScorecardId,
    period: Period,
    first_month: FirstMonth,
}

impl Shown {
    fn resolve(workbook: &Workbook, route: &ScoresRoute) -> Option<Self> {
        let with_card = |unit: &UnitId| workbook.scorecards_of(unit).next().is_some();
        let named = route.unit.clone().filter(|unit| workbook.unit(unit).is_some() && with_card(unit));
        let unit = match named {
            Some(unit) => unit,
            None => workbook.units.iter().map(|unit| &unit.id).find(|unit| with_card(unit))?.clone(),
        };
        let named = workbook.scorecards_of(&unit).find(|card| Some(&card.id) == route.scorecard.as_ref());
        let card = named.or_else(|| workbook.scorecards_of(&unit).next())?;
        let named = route.period.as_deref().and_then(|word| Period::parse(word, workbook.first_month).ok());
        let fitting = named.filter(|period| period.length() >= card.period);
        let period = fitting.unwrap_or_else(|| {
            let month = named.map(Period::last).or_else(|| workbook.figures.last_month(&unit));
            Period::holding(month.unwrap_or_else(this_year), card.period, workbook.first_month)
        });
        let scorecard = card.id.clone();
        Some(Self { unit, scorecard, period, first_month: workbook.first_month })
    }

    fn route(&self, measure: Option<MeasureId>) -> Route {
        Route::Scores(ScoresRoute {
            unit: Some(self.unit.clone()),
            scorecard: Some(self.scorecard.clone()),
            period: Some(self.period.format(self.first_month)),
            measure,
        })
    }

    fn revision<'w>(&self, workbook: &'w Workbook) -> Option<&'w Revision> {
        workbook.scorecard(&self.scorecard)?.revision_in(self.period.last())
    }
}

fn this_year() -> Month {
    Month::january(clock::year())
}

/// The page.
#[component]
pub(in crate::ui) fn ScoresPage() -> impl IntoView {
    let session = use_session();
    let shown = Memo::new(move |_| {
        let route = scores_route(session);
        session.with_structure(|workbook| Shown::resolve(workbook, &route)).flatten()
    });
    let open = Memo::new(move |_| session.open_id().is_some());
    let found = Memo::new(move |_| shown.with(Option::is_some));
    let content = dynamic(move || match (open.get(), found.get()) {
        (true, true) => view! { <Scores shown /> }.into_any(),
        (true, false) => view! { <p>{session.word(|w| w.no_scorecards)}</p> }.into_any(),
        (false, _) => nothing_open(session).into_any(),
    });
    view! {
        <h1>{session.word(|w| w.nav_scores)}</h1>
        {content}
    }
}

/// What the address names.
fn scores_route(session: Session) -> ScoresRoute {
    match session.route.get() {
        Route::Scores(route) => route,
        _ => ScoresRoute::default(),
    }
}

/// What is said where no workbook is open.
pub(super) fn nothing_open(session: Session) -> impl IntoView {
    view! {
        <h2>{session.word(|w| w.nothing_open_title)}</h2>
        <p>{session.word(|w| w.nothing_open)}</p>
        <p><a href=Route::Workbooks.fragment()>{session.word(|w| w.nav_workbooks)}</a></p>
    }
}

/// Pickers, total, table, explanation and chart.
#[component]
fn Scores(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let explained = Memo::new(move |_| scores_route(session).measure);
    let report = Memo::new(move |_| {
        let shown = shown.get()?;
        session.with(|workbook| Plan::new(workbook).score(&shown.scorecard, &shown.unit, shown.period))
    });
    view! {
        <Pickers shown />
        <div class="scores" data-explained=text(move || explained.with(Option::is_some).to_string())>
            <div class="scores-main">
                {dynamic(move || report_view(session, shown, report, explained))}
                <Chart shown />
            </div>
            <ExplanationAside shown explained />
        </div>
    }
}

fn report_view(
    session: Session,
    shown: Memo<Option<Shown>>,
    report: Memo<Option<ScoreReport>>,
    explained: Memo<Option<MeasureId>>,
) -> Option<impl IntoView> {
    let language = session.language.get();
    let report = report.get()?;
    let now = shown.get_untracked()?;
    let on_explain = Callback::new(move |measure: MeasureId| {
        if let Some(shown) = shown.get_untracked() {
            shown.route(Some(measure)).go();
            document::focus("#explanation-heading");
        }
    });
    let context = ScoreTableContext { language, explained: explained.into(), on_explain };
    session.with_untracked(|workbook| {
        let revision = now.revision(workbook);
        let body = match (&report.body, revision) {
            (Body::Perspectives { .. }, Some(revision)) => {
                score_table(&report, revision, caption(workbook, &now, language), context).into_any()
            }
            (Body::Periods(parts), _) => periods_table(&report, parts, now.first_month, language).into_any(),
            _ => ().into_any(),
        };
        view! {
            {total_panel(&report, revision, is_combined(workbook, &report), language)}
            {body}
            {findings_list(&report, revision, workbook, language)}
        }
    })
}

/// Whether a period longer than the card's own was scored as one.
fn is_combined(workbook: &Workbook, report: &ScoreReport) -> bool {
    let own = workbook.scorecard(&report.scorecard).map(|card| card.period.months());
    own.is_some_and(|own| report.period.month_count() > own) && !report.perspectives().is_empty()
}

fn caption(workbook: &Workbook, shown: &Shown, language: Language) -> String {
    let unit = workbook.unit(&shown.unit).map(|unit| unit.name.text(language)).unwrap_or_default();
    let card = workbook.scorecard(&shown.scorecard).map(|card| card.name.text(language)).unwrap_or_default();
    format!("{card} · {unit} · {}", month::format_period(shown.period, shown.first_month, language))
}

/// Unit, scorecard and period.
#[component]
fn Pickers(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let now = move || shown.get_untracked();
    let go = move |change: &dyn Fn(&mut ScoresRoute)| {
        let measure = None;
        let Some(Route::Scores(mut route)) = now().map(|shown| shown.route(measure)) else {
            return;
        };
        change(&mut route);
        Route::Scores(route).go();
    };
    let chosen = move |pick: fn(&Shown) -> String| {
        Signal::derive(move || shown.with(|shown| shown.as_ref().map(pick).unwrap_or_default()))
    };
    let choices = move |list: fn(&Workbook, &Shown, Language) -> Vec<Choice>| {
        let memo = Memo::new(move |_| {
            let (shown, language) = (shown.get(), session.language.get());
            let list = |workbook: &Workbook| Some(list(workbook, &shown?, language));
            session.with_structure(list).flatten().unwrap_or_default()
        });
        Signal::from(memo)
    };
    view! {
        <div class="pickers">
            <Picker
                label=session.word(|w| w.unit)
                choices=choices(unit_choices)
                chosen=chosen(|shown| shown.unit.to_string())
                on_choose=Callback::new(move |id: String| go(&|route| {
                    route.unit = Some(UnitId::from(id.as_str()));
                }))
            />
            <Picker
                label=session.word(|w| w.scorecard)
                choices=choices(card_choices)
                chosen=chosen(|shown| shown.scorecard.to_string())
                on_choose=Callback::new(move |id: String| go(&|route| {
                    route.scorecard = Some(ScorecardId::from(id.as_str()));
                }))
            />
            <Picker
                label=session.word(|w| w.period)
                choices=choices(period_choices)
                chosen=chosen(|shown| shown.period.format(shown.first_month))
                on_choose=Callback::new(move |period: String| go(&|route| route.period = Some(period.clone())))
            />
        </div>
    }
}

fn unit_choices(workbook: &Workbook, _: &Shown, language: Language) -> Vec<Choice> {
    let scored = workbook.units.iter().filter(|unit| workbook.scorecards_of(&unit.id).next().is_some());
    scored
        .map(|unit| Choice { value: unit.id.to_string(), text: unit.name.text(language).to_owned() })
        .collect()
}

fn card_choices(workbook: &Workbook, shown: &Shown, language: Language) -> Vec<Choice> {
    let cards = workbook.scorecards_of(&shown.unit);
    cards
        .map(|card| Choice { value: card.id.to_string(), text: card.name.text(language).to_owned() })
        .collect()
}

/// The years with figures, newest first. Each is followed by what lies in it and is not shorter
/// than the card's own period, from the longest to the shortest and newest first.
fn period_choices(workbook: &Workbook, shown: &Shown, language: Language) -> Vec<Choice> {
    let Some(card) = workbook.scorecard(&shown.scorecard) else {
        return Vec::new();
    };
    let this = shown.period.first().year();
    let (first, last) = workbook.figures.year_range().unwrap_or((this, this));
    let newest = workbook.figures.last_month(&shown.unit);
    let mut periods = Vec::new();
    for year in (first.min(this)..=last.max(this)).rev() {
        if let Ok(start) = Month::new(year, workbook.first_month.number()) {
            periods_of_year(start, card.period, newest, shown, &mut periods);
        }
    }
    let choice = |period: Period| Choice {
        value: period.format(workbook.first_month),
        text: month::format_period(period, workbook.first_month, language),
    };
    periods.into_iter().map(choice).collect()
}

/// A year to date is offered where figures end within the year, and where it is shown.
fn periods_of_year(
    start: Month,
    own: PeriodLength,
    newest: Option<Month>,
    shown: &Shown,
    periods: &mut Vec<Period>,
) {
    let holding = |month, length| Period::holding(month, length, shown.first_month);
    let year = holding(start, PeriodLength::Year);
    let mut push = |period: Period| {
        if period.length() >= own && !periods.contains(&period) {
            periods.push(period);
        }
    };
    push(year);
    let to_date = newest.filter(|month| *month < year.last() && month.since(start) > 0);
    let to_date = to_date.map(|month| holding(month, PeriodLength::YearToDate));
    let chosen = (shown.period.length() == PeriodLength::YearToDate).then_some(shown.period);
    for period in chosen.into_iter().chain(to_date).filter(|period| period.first() == start) {
        if period.month_count() >= own.months() {
            push(period);
        }
    }
    for length in [PeriodLength::HalfYear, PeriodLength::Quarter, PeriodLength::Month] {
        let months: Vec<Month> = year.months().collect();
        for month in months.into_iter().rev() {
            push(holding(month, length));
        }
    }
}

/// The explanation of the chosen measure.
#[component]
fn ExplanationAside(shown: Memo<Option<Shown>>, explained: Memo<Option<MeasureId>>) -> impl IntoView {
    let session = use_session();
    let explanation = Memo::new(move |_| {
        let (shown, measure) = (shown.get()?, explained.get()?);
        session.with(|workbook| {
            Plan::new(workbook).explain(&shown.scorecard, &shown.unit, shown.period, &measure)
        })?
    });
    let open = Memo::new(move |_| explained.with(Option::is_some));
    let close = move || {
        let measure = explained.get_untracked();
        if let Some(shown) = shown.get_untracked() {
            shown.route(None).go();
        }
        if let Some(measure) = measure {
            document::focus(&format!("[data-testid=\"points-{measure}\"]"));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        {dynamic(move || {
            open.get().then(|| {
                view! {
                    <aside class="explanation" aria-labelledby="explanation-heading" on:keydown=on_key>
                        <div class="explanation-head">
                            <h2 id="explanation-heading" tabindex="-1">
                                {text(move || heading(session, shown, explained))}
                            </h2>
                            <button type="button" class="button" data-variant="quiet" on:click=move |_| close()>
                                {session.word(|w| w.close)}
                            </button>
                        </div>
                        {dynamic(move || explanation.with(|explanation| explained_view(session, shown, explained, explanation.as_ref())))}
                    </aside>
                        }
            })
        })}
    }
}

fn heading(session: Session, shown: Memo<Option<Shown>>, explained: Memo<Option<MeasureId>>) -> String {
    let language = session.language.get();
    let name = session.with_structure(|workbook| {
        let measure = shown.get()?.revision(workbook)?.measure(&explained.get()?)?;
        Some(format!("{} {}", measure.code, measure.name.text(language)))
    });
    name.flatten().unwrap_or_else(|| messages(language).explanation.to_owned())
}

fn explained_view(
    session: Session,
    shown: Memo<Option<Shown>>,
    explained: Memo<Option<MeasureId>>,
    explanation: Option<&Explanation>,
) -> AnyView {
    let language = session.language.get();
    let view = explanation.and_then(|explanation| {
        session.with_untracked(|workbook| {
            let shown = shown.get_untracked()?;
            let revision = shown.revision(workbook)?;
            let measure = revision.measure(&explained.get_untracked()?)?;
            Some(explanation_panel(explanation, measure, revision, workbook, language).into_any())
        })?
    });
    view.unwrap_or_else(|| view! { <p>{messages(language).no_score_no_figures}</p> }.into_any())
}

/// The total by month, for cards that score months.
#[component]
fn Chart(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let totals = Memo::new(move |_| {
        let (shown, language) = (shown.get()?, session.language.get());
        session.with(|workbook| totals(workbook, &shown.unit, &shown.scorecard, language))?
    });
    view! {
        {dynamic(move || {
            let language = session.language.get();
            totals.with(|totals| {
                totals.as_ref().map(|totals| {
                    view! {
                        <section class="trend">
                            <h2>{messages(language).chart_title}</h2>
                            {total_chart(totals, language)}
                        </section>
                    }
                })
            })
        })}
    }
}

fn totals(workbook: &Workbook, unit: &UnitId, scorecard: &ScorecardId, language: Language) -> Option<Totals> {
    let card = workbook.scorecard(scorecard).filter(|card| card.period == PeriodLength::Month)?;
    let (first, _) = workbook.figures.year_range()?;
    let last = workbook.figures.last_month(unit)?;
    let first = Month::january(first).max(last.plus(-35));
    let plan = Plan::new(workbook);
    let score = |month| plan.score(scorecard, unit, Period::month(month)).total;
    let months: Vec<_> = first.through(last).map(|month| (month, score(month))).collect();
    Some(Totals {
        unit: workbook.unit(unit)?.name.text(language).to_owned(),
        scorecard: card.name.text(language).to_owned(),
        full: months.last()?.1.full,
        months: months.into_iter().map(|(month, total)| (month, total.points)).collect(),
    })
}

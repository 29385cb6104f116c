//! The matrix of units and perspectives.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Html;
use super::long_table::{LongTable, line, room};
use super::parts::{Link, Links, View, points_and_percent, status};
use super::unit::from_to;
use crate::charts::render_spark;
use crate::domain::analysis::matrix::{Matrix, Row, SortBy};
use crate::domain::closing::Pair;
use crate::domain::id::{KindId, ScorecardId};
use crate::domain::name::Language;
use crate::domain::scorecard::{RankWithin, Scorecard};
use crate::domain::workbook::Workbook;
use crate::i18n::number::{format, format_rounded};
use crate::i18n::{Messages, analysis, fill, messages, view_words};

/// How the rows are sorted and which are shown, as an address says it: `points`, `rank-up`,
/// `points,surgical`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The word of the column.
    word: String,
    /// Whether the greatest stands first.
    falling: bool,
    /// The only kind that is shown.
    pub kind: Option<KindId>,
}

/// What is said of a matrix beside its numbers.
pub struct MatrixPage<'m> {
    /// The matrix.
    pub matrix: &'m Matrix,
    /// The workbook.
    pub workbook: &'m Workbook,
    /// The language.
    pub language: Language,
    /// The only scorecard that is shown.
    pub card: Option<&'m ScorecardId>,
    /// How the rows are sorted.
    pub order: &'m Order,
    /// Where rows and heads lead.
    pub links: Links<'m>,
}

/// A column: its class, its word in addresses, its heading, what it sorts by.
struct Column {
    class: &'static str,
    word: String,
    heading: String,
    by: Option<SortBy>,
}

impl Order {
    /// Reads what [`Order::format`] writes; the rank where it is something else.
    #[must_use]
    pub fn parse(text: Option<&str>) -> Self {
        let (sort, kind) = text.map_or(("", None), |text| {
            text.split_once(',').map_or((text, None), |(sort, kind)| (sort, Some(KindId::from(kind))))
        });
        let (word, falling) = sort.strip_suffix("-up").map_or((sort, true), |word| (word, false));
        let word = if word.is_empty() { "rank" } else { word };
        Self { word: word.to_owned(), falling, kind }
    }

    /// As an address says it.
    #[must_use]
    pub fn format(&self) -> String {
        let sort = format!("{}{}", self.word, if self.falling { "" } else { "-up" });
        self.kind.as_ref().map_or(sort.clone(), |kind| format!("{sort},{kind}"))
    }

    /// With this kind alone, or all.
    #[must_use]
    pub fn with_kind(&self, kind: Option<KindId>) -> Self {
        Self { kind, ..self.clone() }
    }

    /// Sorted by another column, or by the same one the other way round. Names begin with the first.
    fn by(&self, word: &str) -> Self {
        let falling = if self.word == word { !self.falling } else { word != "name" };
        Self { word: word.to_owned(), falling, kind: self.kind.clone() }
    }
}

impl MatrixPage<'_> {
    fn words(&self) -> &'static Messages {
        messages(self.language)
    }

    /// The places of the columns of perspectives that any shown row has.
    fn perspectives(&self) -> Vec<usize> {
        let rows = || self.matrix.rows.iter().filter(|row| self.shows(row));
        let used = |place: &usize| rows().any(|row| matches!(row.perspectives.get(*place), Some(Some(_))));
        (0..self.matrix.columns.len()).filter(used).collect()
    }

    /// Whether a row is shown: one of the scorecard and the kind that can have a score in the period.
    fn shows(&self, row: &Row) -> bool {
        row.absent.is_none()
            && self.card.is_none_or(|card| row.scorecard == *card)
            && self.order.kind.as_ref().is_none_or(|kind| row.kind.as_ref() == Some(kind))
    }

    fn columns(&self) -> Vec<Column> {
        let words = self.words();
        let column = |class, word: &str, heading: &str, by| Column {
            class,
            word: word.to_owned(),
            heading: heading.to_owned(),
            by,
        };
        let mut columns = vec![
            column("", "name", words.unit, Some(SortBy::Name(self.language))),
            column("number", "rank", words.rank, Some(SortBy::Rank)),
            column("number", "change", words.rank_change, Some(SortBy::Change)),
            column("number", "points", words.total, Some(SortBy::Points)),
            column("", "percent", words.grade, Some(SortBy::Percent)),
        ];
        for place in self.perspectives() {
            let name = self.matrix.columns.get(place).map(|name| name.text(self.language));
            let by = Some(SortBy::Perspective(place));
            columns.push(column("number", &format!("p{place}"), name.unwrap_or_default(), by));
        }
        columns.push(column("number", "coverage", words.coverage, Some(SortBy::Coverage)));
        columns.push(column("", "", words.trend, None));
        columns
    }

    /// Who the ranks are among; nothing where the scorecards that are shown do not agree.
    #[must_use]
    pub fn rank_note(&self) -> &'static str {
        let words = view_words(self.language);
        let cards = self.workbook.scorecards.iter();
        let shown =
            cards.filter(|card| !card.units.is_empty() && self.card.is_none_or(|own| card.id == *own));
        let within =
            |card: &Scorecard| card.revision_in(self.matrix.period.last()).map(|own| own.rank.within);
        let mut rules: Vec<RankWithin> = shown.filter_map(within).collect();
        rules.dedup();
        match rules.as_slice() {
            [RankWithin::All] => words.rank_among_all,
            [RankWithin::Kind] => words.rank_within_kind,
            _ => "",
        }
    }

    /// The places of the rows that are shown, in their order. `wanted` is a part of the name.
    #[must_use]
    pub fn sorted(&self, wanted: &str) -> Vec<usize> {
        let by = self.columns().into_iter().find(|column| column.word == self.order.word);
        let by = by.and_then(|column| column.by).unwrap_or(SortBy::Rank);
        let wanted = wanted.trim().to_lowercase();
        let named = |row: &Row| {
            let unit = self.workbook.units.get(row.place);
            unit.is_some_and(|unit| unit.name.text(self.language).to_lowercase().contains(&wanted))
        };
        let kept = |row: &Row| self.shows(row) && (wanted.is_empty() || named(row));
        self.matrix.sorted(self.workbook, &kept, by, self.order.falling)
    }

    /// The table with the rows of `places` that are `drawn`; in place of the others stands room of
    /// their height, `row_height` pixels each.
    #[must_use]
    pub fn table(&self, caption: &str, places: &[usize], drawn: Range<usize>, row_height: usize) -> String {
        let columns = self.columns();
        let long = LongTable {
            class: "matrix",
            caption,
            columns: columns.len(),
            room: (drawn.len() < places.len()).then(|| room(&drawn, places.len(), row_height)),
            count: places.len(),
        };
        long.finish(&mut |out| self.head(out, &columns), &self.rows(places, drawn))
    }

    /// The rows of `places` that are `drawn`, as they stand in the table.
    #[must_use]
    pub fn rows(&self, places: &[usize], drawn: Range<usize>) -> String {
        let mut out = Html::default();
        let perspectives = self.perspectives();
        let first = self.matrix.rows.first().map(|row| &row.scorecard);
        let several = self.card.is_none() && self.matrix.rows.iter().any(|row| Some(&row.scorecard) != first);
        for (index, place) in places.iter().enumerate().skip(drawn.start).take(drawn.len()) {
            if let Some(row) = self.matrix.rows.get(*place) {
                self.row(&mut out, row, index, &perspectives, several);
            }
        }
        out.finish()
    }

    fn head(&self, out: &mut Html, columns: &[Column]) {
        for column in columns {
            let here = column.word == self.order.word;
            let sort = match (here, self.order.falling) {
                (false, _) => "none",
                (true, true) => "descending",
                (true, false) => "ascending",
            };
            if column.by.is_none() {
                out.element("th", &[("scope", "col")], &column.heading);
                continue;
            }
            let attributes = [("scope", "col"), ("class", column.class), ("aria-sort", sort)];
            out.within("th", &attributes, &mut |out| {
                let order = self.order.by(&column.word).format();
                let address = self.address(None, Some(&order));
                out.open("a", &[("href", &address), ("data-key", &column.word)]);
                out.text(&column.heading);
                if here {
                    out.element(
                        "span",
                        &[("aria-hidden", "true")],
                        if self.order.falling { "\u{a0}▾" } else { "\u{a0}▴" },
                    );
                }
                out.close("a");
            });
        }
    }

    /// The address of a row's unit, or of the matrix in another order.
    fn address(&self, row: Option<&Row>, detail: Option<&str>) -> String {
        (self.links)(Link {
            view: View::Scores,
            unit: row.map(|row| &row.unit),
            card: row.map(|row| &row.scorecard).or(self.card),
            period: self.matrix.period,
            detail,
        })
    }

    fn row(&self, out: &mut Html, row: &Row, index: usize, perspectives: &[usize], several: bool) {
        let words = self.words();
        let unit = self.workbook.units.get(row.place).map(|unit| unit.name.text(self.language));
        let unit = unit.unwrap_or_default();
        line(out, index);
        out.within("th", &[("scope", "row")], &mut |out| {
            let address = self.address(Some(row), None);
            out.element("a", &[("href", &address), ("data-key", &address), ("title", unit)], unit);
            if several && let Some(card) = self.workbook.scorecard(&row.scorecard) {
                out.class("small", "of-card", card.name.text(self.language));
            }
        });
        out.within("td", &[("class", "number rank")], &mut |out| {
            out.text(&row.rank().map(|rank| rank.to_string()).unwrap_or_default());
            if row.closed.is_none() && row.of > 0 {
                out.text(" ");
                out.class("small", "of-full", &fill("/ {0}", &[&row.of.to_string()]));
            }
        });
        out.class("td", "number", &row.change().map(change_text).unwrap_or_default());
        self.total(out, row);
        out.within("td", &[], &mut |out| {
            let closed = row.closed.as_ref();
            let (grade, state) =
                closed.map_or((&row.total.grade, row.total.status), |closed| (&closed.grade, closed.status));
            out.class("span", "grade", grade.as_ref().map(|own| own.text(self.language)).unwrap_or_default());
            out.text(" ");
            status(out, state, words);
        });
        for place in perspectives {
            let cell = row.perspectives.get(*place).copied().flatten();
            let percent = cell.and_then(|cell| cell.percent).filter(|_| row.closed.is_none());
            points_and_percent(out, row.perspective(*place), percent);
        }
        self.coverage(out, row);
        out.within("td", &[], &mut |out| {
            out.drawing(&render_spark(&row.history, &from_to(&row.history, words)))
        });
        out.close("tr");
    }

    fn total(&self, out: &mut Html, row: &Row) {
        let total = &row.total;
        out.within("td", &[("class", "number matrix-total")], &mut |out| match row.points() {
            Some(points) => {
                out.text(&format_rounded(points, 2));
                if row.closed.is_some() && total.points != Some(points) {
                    let pair = Pair { closed: row.points(), now: total.points };
                    out.class("small", "differs", &analysis::closed_now(pair, self.language));
                } else if total.full != Decimal::ONE_HUNDRED {
                    out.text(" ");
                    out.class("small", "of-full", &fill("/ {0}", &[&format(total.full.round_dp(2), 0)]));
                }
            }
            None => out.class("small", "of-full", self.words().no_score),
        });
    }

    fn coverage(&self, out: &mut Html, row: &Row) {
        let words = self.words();
        let percent = row.total.coverage.percent().map(|percent| format_rounded(percent, 0));
        out.within("td", &[("class", "number")], &mut |out| {
            out.text(&percent.as_ref().map(|percent| fill("{0} %", &[percent])).unwrap_or_default());
            let provisional = row.closed.as_ref().map_or(row.total.provisional, |closed| closed.provisional);
            if provisional {
                out.text(" ");
                out.class("small", "provisional", words.provisional);
            }
            if row.closed.is_some() {
                out.text(" ");
                out.class("small", "closed", view_words(self.language).closed);
            }
        });
    }
}

/// Places won or lost.
pub(super) fn change_text(change: i64) -> String {
    match change {
        0 => "=".to_owned(),
        won if won > 0 => format!("▲ {won}"),
        lost => format!("▼ {}", lost.unsigned_abs()),
    }
}

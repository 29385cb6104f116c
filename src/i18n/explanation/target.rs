//! Where a target came from, in words.

use rust_decimal::Decimal;

use super::{Explainer, fill, format, format_exact, list_of, month, unit_name};
use crate::domain::exact::Exact;
use crate::domain::id::{MeasureId, UnitId};
use crate::domain::scoring::TargetUse;
use crate::domain::target::{FixedTargetKey, PeerStatistic};

/// Peers that are shown; of more there is only the number.
const SHOWN_PEERS: usize = 12;

impl Explainer<'_> {
    /// The value of a target's source, and where it came from.
    pub(super) fn target<'t>(&self, target: &'t TargetUse) -> (&'t Exact, String) {
        let words = self.words();
        let period = |period| month::format_period(period, self.workbook.first_month, self.language);
        match target {
            TargetUse::Fixed { key, value } => (value, self.fixed(key)),
            TargetUse::FixedOfMonths { months, added, value } => {
                let text = if *added { words.target_fixed_sum } else { words.target_fixed_mean };
                (value, fill(text, &[&months.to_string()]))
            }
            TargetUse::Budget { value } => (value, words.target_budget.to_owned()),
            TargetUse::LastYearMonthlyMean { months, first, last, value } => {
                let range = month::format_range(*first, *last, self.language);
                (value, fill(words.target_last_year_mean, &[&range, &months.to_string()]))
            }
            TargetUse::TrailingMean { periods, months, first, last, value } => {
                let range = month::format_range(*first, *last, self.language);
                let (periods, months) = (periods.to_string(), months.to_string());
                (value, fill(words.target_trailing_mean, &[&periods, &range, &months]))
            }
            TargetUse::SamePeriodLastYear { period: earlier, value } => {
                (value, fill(words.target_same_period, &[&period(*earlier)]))
            }
            TargetUse::PreviousPeriod { period: earlier, value } => {
                (value, fill(words.target_previous_period, &[&period(*earlier)]))
            }
            TargetUse::Expression { value } => (value, words.target_expression.to_owned()),
            TargetUse::Measure { measure, unit, value } => (value, self.other_measure(measure, unit)),
            TargetUse::Range { range, value } => {
                let ends = [range.low, range.high].map(|end| format(end, 0));
                (value, fill(words.target_range, &ends.each_ref().map(String::as_str)))
            }
            TargetUse::Peers { statistic, with_self, others, value } => {
                (value, self.peer_statistic(*statistic, *with_self, *others))
            }
        }
    }

    fn fixed(&self, key: &FixedTargetKey) -> String {
        let words = self.words();
        let text = if key.unit.is_some() { words.target_fixed_unit } else { words.target_fixed };
        let year = key.year.map(|year| fill(words.fiscal_year, &[&year.to_string()]));
        let month = key.month.map(|month| month::format_of_year(month, self.language));
        let narrowed: Vec<String> = year.into_iter().chain(month).collect();
        if narrowed.is_empty() {
            return text.to_owned();
        }
        fill(words.with_detail, &[text, &list_of(&narrowed, self.language)])
    }

    fn other_measure(&self, measure: &MeasureId, unit: &UnitId) -> String {
        let other = self.revision.measure(measure);
        let name = other.map_or(measure.as_str(), |measure| measure.name.text(self.language));
        let unit = unit_name(self.workbook, unit, self.language);
        fill(self.words().target_measure, &[name, &unit])
    }

    fn peer_statistic(&self, statistic: PeerStatistic, with_self: bool, others: bool) -> String {
        let words = self.words();
        let statistic = match statistic {
            PeerStatistic::Mean => words.peer_mean.to_owned(),
            PeerStatistic::Median => words.peer_median.to_owned(),
            PeerStatistic::Best => words.peer_best.to_owned(),
            PeerStatistic::Quantile(share) => fill(words.peer_quantile, &[&format(share, 0)]),
        };
        let text = match (others, with_self) {
            (false, _) => words.peers_none,
            (true, true) => words.peers_with_self,
            (true, false) => words.peers_without_self,
        };
        fill(text, &[&statistic])
    }

    /// The peers, each with its actual: `First Surgery 46.5, Second Surgery 48`.
    pub(super) fn peers(&self, peers: &[(UnitId, Exact)]) -> String {
        let shown = peers.iter().take(SHOWN_PEERS).map(|(unit, actual)| {
            [unit_name(self.workbook, unit, self.language), format_exact(actual)].join(" ")
        });
        let list = list_of(&shown.collect::<Vec<_>>(), self.language);
        if peers.len() <= SHOWN_PEERS {
            return list;
        }
        fill(self.words().peers_and_more, &[&list, &peers.len().to_string()])
    }

    /// What was added to the source of a target.
    pub(super) fn adjustment(&self, uplift: Decimal, offset: Decimal) -> String {
        let words = self.words();
        let text = match (uplift.is_zero(), offset.is_zero()) {
            (_, true) => words.target_adjusted,
            (true, false) => words.target_offset,
            (false, false) => words.target_adjusted_offset,
        };
        fill(text, &[&format(uplift, 0), &format(offset, 0)])
    }
}

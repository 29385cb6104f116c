//! Peer best (比较法) and peer rank (排名计分).

use super::{Inputs, completion, part};
use crate::domain::exact::Exact;
use crate::domain::method::{Completion, Inverse, PeerBest, PeerRank, RankAward};
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Step};

/// Completion against the best: F × actual ÷ best, or F × best ÷ actual where lower is better.
pub(in crate::domain::scoring) fn best(
    method: PeerBest,
    best: &Exact,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Option<Exact> {
    notes.trace.step(|| Step::PeerBest { value: best.clone() });
    let completion = Completion { inverse: Inverse::Reciprocal, floor: method.floor, cap: method.cap };
    let against = Inputs { target: Some(best), ..*inputs };
    completion::points(&completion, &against, notes)
}

/// The points of a rank among so many units.
pub(in crate::domain::scoring) fn rank(
    method: &PeerRank,
    (rank, units): (u32, u32),
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Exact {
    let hundred = Exact::whole(100);
    let percent = match &method.award {
        RankAward::Linear { last } => {
            let lost = hundred.minus(&Exact::from(*last)).times(&Exact::whole(rank.saturating_sub(1)));
            hundred.minus(&lost.over(&Exact::whole(units.saturating_sub(1))).unwrap_or(Exact::ZERO))
        }
        RankAward::Bands(bands) => {
            let band = bands.iter().find(|band| rank <= band.up_to);
            band.map_or(Exact::ZERO, |band| Exact::from(band.percent))
        }
    };
    let points = part(inputs.full, &percent);
    notes.trace.step(|| {
        let (full, points) = (inputs.full.clone(), points.clone());
        Step::Formula(Box::new(Formula::PeerRank { rank, units, percent, full, points }))
    });
    points
}

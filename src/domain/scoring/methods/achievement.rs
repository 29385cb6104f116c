//! Achievement and improvement (达标与改进取高; 42 CFR 412.165).

use super::Inputs;
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
use crate::domain::method::AchievementImprovement;
use crate::domain::scoring::finding::Problem;
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Step};

/// What the actual is held against.
pub(in crate::domain::scoring) struct Levels {
    pub(in crate::domain::scoring) threshold: Operand,
    pub(in crate::domain::scoring) benchmark: Operand,
    /// `None` where the method has none.
    pub(in crate::domain::scoring) baseline: Option<Operand>,
}

pub(in crate::domain::scoring) fn points(
    method: &AchievementImprovement,
    levels: Levels,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Option<Exact> {
    let (Operand::Known(threshold), Operand::Known(benchmark)) = (levels.threshold, levels.benchmark) else {
        notes.find(|| Problem::NoTarget);
        return None;
    };
    let baseline = match levels.baseline {
        Some(Operand::Known(baseline)) => Some(baseline),
        _ => None,
    };
    let scale = Exact::from(method.scale);
    let scored = Scored { method, inputs, scale: &scale, benchmark: &benchmark };
    let achievement = scored.achievement(&threshold);
    let improvement = baseline.as_ref().map(|baseline| scored.improvement(baseline));
    let better = improvement.clone().map_or(achievement.clone(), |own| own.max(achievement.clone()));
    let points = inputs.full.times(&better).over(&scale)?;
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::AchievementImprovement {
            actual: inputs.actual.clone(),
            threshold,
            benchmark: benchmark.clone(),
            baseline,
            scale: scale.clone(),
            achievement,
            improvement,
            full: inputs.full.clone(),
            points: points.clone(),
        }))
    });
    Some(points)
}

struct Scored<'s> {
    method: &'s AchievementImprovement,
    inputs: &'s Inputs<'s>,
    scale: &'s Exact,
    benchmark: &'s Exact,
}

impl Scored<'_> {
    fn achievement(&self, threshold: &Exact) -> Exact {
        let actual = self.inputs.actual;
        if self.inputs.is_reached(self.benchmark) {
            return self.scale.clone();
        }
        if !self.inputs.is_reached(threshold) {
            return Exact::ZERO;
        }
        let below = self.scale.minus(&Exact::ONE);
        let way = actual.minus(threshold).times(&below).over(&self.benchmark.minus(threshold));
        let value = self.whole(way.unwrap_or(Exact::ZERO).plus(&half()));
        value.max(Exact::ONE).min(below)
    }

    fn improvement(&self, baseline: &Exact) -> Exact {
        let actual = self.inputs.actual;
        let below = self.scale.minus(&Exact::ONE);
        if actual == baseline || !self.inputs.is_reached(baseline) {
            return Exact::ZERO;
        }
        if self.inputs.is_reached(self.benchmark) {
            return below;
        }
        let way = actual.minus(baseline).times(self.scale).over(&self.benchmark.minus(baseline));
        let value = self.whole(way.unwrap_or(Exact::ZERO).minus(&half()));
        value.max(Exact::ZERO).min(below)
    }

    /// Rounded half up, if the method rounds.
    fn whole(&self, value: Exact) -> Exact {
        if self.method.rounded { value.plus(&half()).floor() } else { value }
    }
}

fn half() -> Exact {
    Exact::ONE.over(&Exact::whole(2)).unwrap_or(Exact::ZERO)
}

//! The shape of methods.

use super::json::{FromJson, Json, Read, ToJson, Writer, words};
use crate::domain::method::{
    AchievementImprovement, Award, Band, Bands, Basis, Completion, Deduction, End, Entered, Formula,
    Interpolation, Inverse, Knot, Limits, Method, PassFail, PeerBest, PeerRank, RankAward, RankBand, Side,
    Step, StepBase, StepCounting,
};

const METHODS: &str = "one of `completion` `step` `deduction` `bands` `interpolation` `pass-fail` `peer-best` \
                       `peer-rank` `achievement-improvement` `formula` `entered`";

/// `{"kind": "completion", …}` and so on.
impl FromJson for Method {
    fn read(json: &Json<'_>) -> Read<Self> {
        let kind = json.required("kind")?;
        Ok(match kind.text(METHODS)? {
            "completion" => Self::Completion(Completion {
                inverse: json.field("inverse")?,
                floor: json.field("floor")?,
                cap: json.field("cap")?,
            }),
            "step" => Self::Step(Step {
                step: json.field("step")?,
                counting: json.field("counting")?,
                deduct: json.field("deduct")?,
                add: json.field("add")?,
                base: json.field("base")?,
                lowest: json.field("lowest")?,
                highest: json.field("highest")?,
            }),
            "deduction" => Self::Deduction(Deduction {
                points_each: json.field("points_each")?,
                lowest: json.field("lowest")?,
            }),
            "bands" => Self::Bands(Bands {
                basis: json.field("basis")?,
                bands: json.field("bands")?,
                cut: json.field("cut")?,
            }),
            "interpolation" => Self::Interpolation(Interpolation {
                basis: json.field("basis")?,
                knots: json.field("knots")?,
                below: json.field("below")?,
                above: json.field("above")?,
                limits: limits(json)?,
            }),
            "pass-fail" => Self::PassFail(PassFail { otherwise: json.field("otherwise")? }),
            "peer-best" => Self::PeerBest(PeerBest {
                floor: json.field("floor")?,
                cap: json.field("cap")?,
                least_peers: json.field("least_peers")?,
            }),
            "peer-rank" => Self::PeerRank(PeerRank {
                award: json.field("award")?,
                least_peers: json.field("least_peers")?,
            }),
            "achievement-improvement" => Self::AchievementImprovement(AchievementImprovement {
                threshold: json.field("threshold")?,
                benchmark: json.field("benchmark")?,
                baseline: json.field("baseline")?,
                scale: json.field("scale")?,
                rounded: json.field("rounded")?,
            }),
            "formula" => Self::Formula(Formula { points: json.field("points")?, limits: limits(json)? }),
            "entered" => Self::Entered(Entered { out_of: json.field("out_of")?, limits: limits(json)? }),
            _ => return Err(kind.unexpected(METHODS)),
        })
    }
}

fn limits(json: &Json<'_>) -> Read<Limits> {
    Ok(Limits { lowest: json.field("lowest")?, highest: json.field("highest")? })
}

impl ToJson for Method {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Bands(method) => method.write(out),
            Self::Interpolation(method) => method.write(out),
            Self::Completion(Completion { inverse, floor, cap }) => {
                out.object(&[("kind", &"completion"), ("inverse", inverse), ("floor", floor), ("cap", cap)])
            }
            Self::Step(Step { step, counting, deduct, add, base, lowest, highest }) => out.object(&[
                ("kind", &"step"),
                ("step", step),
                ("counting", counting),
                ("deduct", deduct),
                ("add", add),
                ("base", base),
                ("lowest", lowest),
                ("highest", highest),
            ]),
            Self::Deduction(Deduction { points_each, lowest }) => {
                out.object(&[("kind", &"deduction"), ("points_each", points_each), ("lowest", lowest)]);
            }
            Self::PassFail(PassFail { otherwise }) => {
                out.object(&[("kind", &"pass-fail"), ("otherwise", otherwise)]);
            }
            Self::PeerBest(PeerBest { floor, cap, least_peers }) => out.object(&[
                ("kind", &"peer-best"),
                ("floor", floor),
                ("cap", cap),
                ("least_peers", least_peers),
            ]),
            Self::PeerRank(PeerRank { award, least_peers }) => {
                out.object(&[("kind", &"peer-rank"), ("award", award), ("least_peers", least_peers)]);
            }
            Self::AchievementImprovement(method) => out.object(&[
                ("kind", &"achievement-improvement"),
                ("threshold", &method.threshold),
                ("benchmark", &method.benchmark),
                ("baseline", &method.baseline),
                ("scale", &method.scale),
                ("rounded", &method.rounded),
            ]),
            Self::Formula(Formula { points, limits }) => out.object(&[
                ("kind", &"formula"),
                ("points", points),
                ("lowest", &limits.lowest),
                ("highest", &limits.highest),
            ]),
            Self::Entered(Entered { out_of, limits }) => out.object(&[
                ("kind", &"entered"),
                ("out_of", out_of),
                ("lowest", &limits.lowest),
                ("highest", &limits.highest),
            ]),
        }
    }
}

words!(Inverse: "mirror" => Mirror, "reciprocal" => Reciprocal);

words!(StepCounting: "proportional" => Proportional, "whole" => Whole, "started" => Started);

words!(StepBase: "full" => Full, "zero" => Zero);

impl ToJson for Bands {
    fn write(&self, out: &mut Writer) {
        let Self { basis, bands, cut } = self;
        out.object(&[("kind", &"bands"), ("basis", basis), ("bands", bands), ("cut", cut)]);
    }
}

impl ToJson for Interpolation {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("kind", &"interpolation"),
            ("basis", &self.basis),
            ("knots", &self.knots),
            ("below", &self.below),
            ("above", &self.above),
            ("lowest", &self.limits.lowest),
            ("highest", &self.limits.highest),
        ]);
    }
}

words!(Basis: "actual" => Actual, "ratio" => Ratio, "difference" => Difference);

words!(Side: "better" => Better, "worse" => Worse);

/// `{"from": "45", "points": "3"}` or `{"from": "45", "percent": "80"}`; the first band is from
/// `null`.
impl FromJson for Band {
    fn read(json: &Json<'_>) -> Read<Self> {
        let award = match (json.optional_field("points")?, json.optional_field("percent")?) {
            (Some(points), None) => Award::Points(points),
            (None, Some(percent)) => Award::Percent(percent),
            _ => return Err(json.misfit("either `points` or `percent` was expected".to_owned())),
        };
        Ok(Self { from: json.field("from")?, award })
    }
}

impl ToJson for Band {
    fn write(&self, out: &mut Writer) {
        match &self.award {
            Award::Points(points) => out.object(&[("from", &self.from), ("points", points)]),
            Award::Percent(percent) => out.object(&[("from", &self.from), ("percent", percent)]),
        }
    }
}

impl FromJson for Knot {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { at: json.field("at")?, percent: json.field("percent")? })
    }
}

impl ToJson for Knot {
    fn write(&self, out: &mut Writer) {
        out.object(&[("at", &self.at), ("percent", &self.percent)]);
    }
}

/// `"constant"`, `"extrapolated"`, or `{"percent": "0"}`.
impl FromJson for End {
    fn read(json: &Json<'_>) -> Read<Self> {
        match json.as_text() {
            Some("constant") => Ok(Self::Constant),
            Some("extrapolated") => Ok(Self::Extrapolated),
            Some(_) => Err(json.unexpected("`constant`, `extrapolated`, or an object with `percent`")),
            None => json.field("percent").map(Self::Percent),
        }
    }
}

impl ToJson for End {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Constant => out.text("constant"),
            Self::Extrapolated => out.text("extrapolated"),
            Self::Percent(percent) => out.object(&[("percent", percent)]),
        }
    }
}

/// `{"last": "60"}`, or `{"bands": [{"up_to": 3, "percent": "100"}, …]}`.
impl FromJson for RankAward {
    fn read(json: &Json<'_>) -> Read<Self> {
        match json.optional_field("last")? {
            Some(last) => Ok(Self::Linear { last }),
            None => json.field("bands").map(Self::Bands),
        }
    }
}

impl ToJson for RankAward {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Linear { last } => out.object(&[("last", last)]),
            Self::Bands(bands) => out.object(&[("bands", bands)]),
        }
    }
}

impl FromJson for RankBand {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { up_to: json.field("up_to")?, percent: json.field("percent")? })
    }
}

impl ToJson for RankBand {
    fn write(&self, out: &mut Writer) {
        out.object(&[("up_to", &self.up_to), ("percent", &self.percent)]);
    }
}

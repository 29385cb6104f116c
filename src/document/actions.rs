//! The shape of actions, and of places on the strategy map.

use super::json::{FromJson, Json, Read, ToJson, Writer, words};
use crate::domain::action::{Action, ActionState};
use crate::domain::day::Day;
use crate::domain::id::{ObjectiveId, ScorecardId};
use crate::domain::strategy_map::{Position, Positions};

impl FromJson for Action {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            unit: json.field("unit")?,
            scorecard: json.field("scorecard")?,
            measure: json.field("measure")?,
            period: json.field("period")?,
            cause: json.field("cause")?,
            action: json.field("action")?,
            owner: json.field("owner")?,
            due: json.field("due")?,
            state: json.field("state")?,
        })
    }
}

impl ToJson for Action {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("unit", &self.unit),
            ("scorecard", &self.scorecard),
            ("measure", &self.measure),
            ("period", &self.period),
            ("cause", &self.cause),
            ("action", &self.action),
            ("owner", &self.owner),
            ("due", &self.due),
            ("state", &self.state),
        ]);
    }
}

words!(ActionState: "plan" => Plan, "do" => Do, "check" => Check, "act" => Act);

impl FromJson for Day {
    fn read(json: &Json<'_>) -> Read<Self> {
        let expected = "a day, such as \"2026-03-31\"";
        json.text(expected)?.parse().map_err(|_| json.unexpected(expected))
    }
}

impl ToJson for Day {
    fn write(&self, out: &mut Writer) {
        out.text(&self.to_string());
    }
}

/// `[{"scorecard": …, "objective": …, "x": 0, "y": 100}, …]`
impl FromJson for Positions {
    fn read(json: &Json<'_>) -> Read<Self> {
        let mut positions = Self::default();
        for json in json.list()? {
            let key = (json.field("scorecard")?, json.field("objective")?);
            if positions.insert(key, Position { x: json.field("x")?, y: json.field("y")? }).is_some() {
                return Err(json.misfit("the position of this objective stands before".to_owned()));
            }
        }
        Ok(positions)
    }
}

impl ToJson for Positions {
    fn write(&self, out: &mut Writer) {
        out.list(self.iter().map(|((scorecard, objective), position)| Put {
            scorecard,
            objective,
            position,
        }));
    }
}

struct Put<'p> {
    scorecard: &'p ScorecardId,
    objective: &'p ObjectiveId,
    position: &'p Position,
}

impl ToJson for Put<'_> {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("scorecard", self.scorecard),
            ("objective", self.objective),
            ("x", &self.position.x),
            ("y", &self.position.y),
        ]);
    }
}

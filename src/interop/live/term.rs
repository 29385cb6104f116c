//! Formulas of a spreadsheet: what they are made of, and how they are written.

use std::rc::Rc;

use crate::domain::exact::Exact;
use crate::interop::table::column_name;

/// Rows and columns of a page, from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Area {
    pub(super) page: usize,
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

impl Area {
    pub(super) fn cell(page: usize, row: u32, column: u32) -> Self {
        Self { page, rows: (row, row), columns: (column, column) }
    }
}

/// A formula.
#[derive(Clone, Debug)]
pub(super) enum Term {
    Number(Exact),
    Text(Rc<str>),
    /// The cell of this row in the page and the column of the formula.
    Here(u32),
    Area(Area),
    /// Several areas as one.
    Union(Vec<Area>),
    Call(Function, Vec<Term>),
}

/// An operator or a function that every spreadsheet has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Negate,
    If,
    IfError,
    NotThere,
    And,
    Or,
    Not,
    IsNumber,
    Count,
    CountBlank,
    Sum,
    Average,
    Minimum,
    Maximum,
    Median,
    Percentile,
    Round,
    Whole,
    Magnitude,
    SumOfProducts,
    Index,
    Column,
    Choose,
}

/// How each is written, in the order of [`Function`]; those before `-` are operators.
const WRITTEN: [&str; 34] = [
    "=",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "^",
    "-",
    "IF",
    "IFERROR",
    "NA",
    "AND",
    "OR",
    "NOT",
    "ISNUMBER",
    "COUNT",
    "COUNTBLANK",
    "SUM",
    "AVERAGE",
    "MIN",
    "MAX",
    "MEDIAN",
    "PERCENTILE",
    "ROUND",
    "INT",
    "ABS",
    "SUMPRODUCT",
    "INDEX",
    "COLUMN",
    "CHOOSE",
];

impl Function {
    /// How tightly an operator binds; `None` for a function.
    fn tightness(self) -> Option<u8> {
        match self as usize {
            0..6 => Some(1),
            6..8 => Some(2),
            8..10 => Some(3),
            10 => Some(4),
            11 => Some(5),
            _ => None,
        }
    }
}

pub(super) fn call(function: Function, terms: impl Into<Vec<Term>>) -> Term {
    Term::Call(function, terms.into())
}

pub(super) fn number(value: u32) -> Term {
    Term::Number(Exact::whole(value))
}

/// What a missing value is.
pub(super) fn missing() -> Term {
    Term::Text(Rc::from(""))
}

pub(super) fn when(condition: Term, then: Term, otherwise: Term) -> Term {
    call(Function::If, [condition, then, otherwise])
}

pub(super) fn or_missing(term: Term) -> Term {
    call(Function::IfError, [term, missing()])
}

pub(super) fn is_number(term: Term) -> Term {
    call(Function::IsNumber, [term])
}

pub(super) fn is_missing(term: Term) -> Term {
    equal(term, missing())
}

macro_rules! infix {
    ($($name:ident $function:ident),*) => {
        $(pub(super) fn $name(left: Term, right: Term) -> Term {
            call(Function::$function, [left, right])
        })*
    };
}

infix!(
    equal Equal, less Less, at_most AtMost, greater Greater, at_least AtLeast, plus Add, minus Subtract,
    times Multiply, over Divide
);

/// The sum of terms, by `+`.
pub(super) fn sum(terms: impl IntoIterator<Item = Term>) -> Term {
    terms.into_iter().reduce(plus).unwrap_or_else(|| number(0))
}

/// Any of several conditions.
pub(super) fn any(mut conditions: Vec<Term>) -> Term {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => call(Function::Or, conditions),
    }
}

/// All of several conditions.
pub(super) fn all(mut conditions: Vec<Term>) -> Term {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => call(Function::And, conditions),
    }
}

/// A text within a formula is written in pieces: Excel takes 255 characters in each, and signs of
/// some writings count twice.
const LONGEST_TEXT: usize = 120;

/// Writes a formula that stands in a page and a column.
pub(super) struct Writing<'w> {
    pub(super) pages: &'w [String],
    pub(super) page: usize,
    pub(super) column: u32,
}

impl Writing<'_> {
    pub(super) fn write(&self, out: &mut String, term: &Term) {
        match term {
            Term::Number(value) => {
                let value = value.to_decimal().unwrap_or_default().normalize();
                out.push_str(&value.to_string());
            }
            Term::Text(text) => {
                let signs: Vec<char> = text.chars().collect();
                for (place, piece) in signs.chunks(LONGEST_TEXT).enumerate() {
                    out.push_str(if place == 0 { "\"" } else { "&\"" });
                    out.push_str(&piece.iter().collect::<String>().replace('"', "\"\""));
                    out.push('"');
                }
                if signs.is_empty() {
                    out.push_str("\"\"");
                }
            }
            Term::Here(row) => {
                out.push_str(&column_name(self.column));
                out.push_str(&(row + 1).to_string());
            }
            Term::Area(area) => self.area(out, area),
            Term::Union(areas) => {
                self.list(out, "(", &areas.iter().copied().map(Term::Area).collect::<Vec<_>>());
            }
            Term::Call(function, terms) => self.call(out, *function, terms),
        }
    }

    fn area(&self, out: &mut String, area: &Area) {
        let name = self.pages.get(area.page).filter(|_| area.page != self.page);
        if let Some(name) = name {
            out.push_str(&format!("'{name}'!"));
        }
        let ((top, bottom), (left, right)) = (area.rows, area.columns);
        out.push_str(&format!("${}${}", column_name(left), top + 1));
        if (top, left) != (bottom, right) {
            out.push_str(&format!(":${}${}", column_name(right), bottom + 1));
        }
    }

    fn list(&self, out: &mut String, open: &str, terms: &[Term]) {
        out.push_str(open);
        for (place, term) in terms.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            self.write(out, term);
        }
        out.push(')');
    }

    fn call(&self, out: &mut String, function: Function, terms: &[Term]) {
        let written = WRITTEN.get(function as usize).copied().unwrap_or_default();
        match (function.tightness(), terms) {
            (Some(own), [left, right]) => {
                self.operand(out, left, own);
                out.push_str(written);
                // The second operand of - / ^ and of comparisons needs brackets where it is as tight.
                self.operand(out, right, own + 1);
            }
            (Some(own), [only]) => {
                out.push_str(written);
                self.operand(out, only, own);
            }
            _ => {
                out.push_str(written);
                self.list(out, "(", terms);
            }
        }
    }

    /// In brackets unless it binds at least so tightly.
    fn operand(&self, out: &mut String, term: &Term, least: u8) {
        let tightness = match term {
            Term::Call(function, _) => function.tightness(),
            Term::Number(value) if value.is_negative() => Some(0),
            _ => None,
        };
        // Spreadsheets do not agree on the sign and the power.
        if tightness.is_some_and(|own| own < least || least > 3 && own > 3) {
            out.push('(');
            self.write(out, term);
            out.push(')');
        } else {
            self.write(out, term);
        }
    }
}

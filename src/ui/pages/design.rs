//! Design: the scorecards, their measures, weights and rules, and the units and items they rest on.

use std::collections::BTreeSet;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::views::nothing_open;
use crate::domain::edit::{Change, Edit};
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::measure::Measure;
use crate::domain::scorecard::Scorecard;
use crate::domain::target::TargetSource;
use crate::domain::workbook::Workbook;
use crate::forms::{CardPlace, Subject, add_card, add_perspective, units_as_choices};
use crate::i18n::number::format_rounded;
use crate::i18n::{DesignWords, design_words, fill, messages, month};
use crate::interop::json::{TEMPLATE_EXTENSION, plain_file_name};
use crate::templates::{blank_scorecard, template_of};
use crate::ui::browser::{clock, document, download};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::components::design::Design;
use crate::ui::components::design::adding::adding_field;
use crate::ui::components::design::curve_panel::{curve_view, last_period};
use crate::ui::components::design::doubts::doubts_view;
use crate::ui::components::design::form::form_view;
use crate::ui::components::design::lists::items_view;
use crate::ui::components::design::paste::paste_view;
use crate::ui::components::design::revisions::revisions_view;
use crate::ui::components::design::tree::tree_view;
use crate::ui::components::design::units::units_view;
use crate::ui::components::design::weights_panel::weights_view;
use crate::ui::effects::soon;
use crate::ui::state::{DesignRoute, Route, Session, use_session};

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Measures,
    Rules,
    Units,
    Items,
    Revisions,
    Findings,
}

/// Every part with its word in the address.
const PARTS: [(&str, Part); 6] = [
    ("measures", Part::Measures),
    ("rules", Part::Rules),
    ("units", Part::Units),
    ("items", Part::Items),
    ("revisions", Part::Revisions),
    ("findings", Part::Findings),
];

impl Part {
    fn name(self, words: &DesignWords) -> &'static str {
        match self {
            Self::Measures => words.tab_measures,
            Self::Rules => words.tab_settings,
            Self::Units => words.tab_units,
            Self::Items => words.tab_items,
            Self::Revisions => words.tab_revisions,
            Self::Findings => words.tab_findings,
        }
    }
}

fn design_route(session: Session) -> DesignRoute {
    match session.route.get() {
        Route::Design(route) => route,
        _ => DesignRoute::default(),
    }
}

/// The named card and revision, else the first card and its last revision.
fn resolve(workbook: &Workbook, route: &DesignRoute) -> Option<CardPlace> {
    let named = route.scorecard.as_ref().and_then(|id| workbook.scorecard(id));
    let card = named.or_else(|| workbook.scorecards.first())?;
    let from = card.revisions.iter().map(|own| own.from).rfind(|from| Some(*from) == route.from);
    let from = from.or_else(|| card.revisions.last().map(|own| own.from))?;
    Some(CardPlace { scorecard: card.id.clone(), from })
}

/// The page.
#[component]
pub(in crate::ui) fn DesignPage() -> impl IntoView {
    let session = use_session();
    let open = Memo::new(move |_| session.open_id().is_some());
    let place = Memo::new(move |_| {
        let route = design_route(session);
        session.with_structure(|workbook| resolve(workbook, &route)).flatten()
    });
    let found = Memo::new(move |_| place.with(Option::is_some));
    let content = dynamic(move || match (open.get(), found.get()) {
        (true, true) => designed(session, place),
        (true, false) => no_card(session),
        (false, _) => nothing_open(session).into_any(),
    });
    view! {
        <h1>{session.word(|w| w.nav_design)}</h1>
        {content}
    }
}

fn no_card(session: Session) -> AnyView {
    view! {
        <p>{text(move || design_words(session.language.get()).no_card.to_owned())}</p>
        <p class="notice-actions">{add_card_button(session)}{from_template_button(session)}</p>
    }
    .into_any()
}

fn add_card_button(session: Session) -> AnyView {
    let add = move |_| {
        session.close_typing();
        let made = session.with_untracked(|workbook| {
            let units: Vec<UnitId> = workbook.units.first().map(|unit| unit.id.clone()).into_iter().collect();
            add_card(workbook, blank_scorecard(units))
        });
        if let Some((edit, id)) = made {
            session.dispatch(edit);
            Route::Design(DesignRoute { scorecard: Some(id), ..DesignRoute::default() }).go();
        }
    };
    view! {
        <button type="button" class="button" on:click=add>
            {text(move || design_words(session.language.get()).add_card.to_owned())}
        </button>
    }
    .into_any()
}

/// Leads to the templates, from which a card can be added.
fn from_template_button(session: Session) -> AnyView {
    let go = move |_| {
        Route::Workbooks.go();
        soon(|| {
            document::focus("#templates");
        });
    };
    view! {
        <button type="button" class="button" on:click=go>
            {text(move || design_words(session.language.get()).card_from_template.to_owned())}
        </button>
    }
    .into_any()
}

/// Downloads the card as a template.
fn save_template(design: Design) {
    let session = design.session;
    session.close_typing();
    let id = design.place.get_untracked().scorecard;
    let language = session.language.get_untracked();
    let template = session.with_untracked(|workbook| template_of(workbook, &id)).flatten();
    if let Some(template) = template {
        let rest = format!("{}{TEMPLATE_EXTENSION}", clock::today());
        download::download(&plain_file_name(template.name.text(language), &rest), &template.to_json());
    }
}

fn designed(session: Session, place: Memo<Option<CardPlace>>) -> AnyView {
    let wanted = RwSignal::new(None::<UnitId>);
    let place = Memo::new(move |before: Option<&CardPlace>| {
        let nowhere = || CardPlace {
            scorecard: ScorecardId::from(""),
            from: crate::domain::period::Month::january(2000),
        };
        place.get().or_else(|| before.cloned()).unwrap_or_else(nowhere)
    });
    let unit = Memo::new(move |_| {
        let (place, wanted) = (place.get(), wanted.get());
        let find = |workbook: &Workbook| {
            let card = workbook.scorecard(&place.scorecard)?;
            wanted.filter(|unit| card.units.contains(unit)).or_else(|| card.units.first().cloned())
        };
        session.with_structure(find).flatten()
    });
    let subject = Memo::new(move |_| {
        let word = design_route(session).subject?;
        let subject = Subject::of_word(&place.get(), &word)?;
        session.with_structure(|workbook| subject.is_in(workbook)).unwrap_or_default().then_some(subject)
    });
    let part = Memo::new(move |_| {
        let word = design_route(session).part;
        PARTS.iter().find(|(own, _)| Some(*own) == word.as_deref()).map_or(Part::Measures, |(_, part)| *part)
    });
    let design = Design {
        session,
        place,
        unit,
        subject,
        current: RwSignal::new(None),
        chosen: RwSignal::new(Vec::new()),
        locked: RwSignal::new(Vec::new()),
    };
    design.follow_editor();
    view! {
        {pickers(design, wanted)}
        {tabs(design, part)}
        {dynamic(move || match part.get() {
            Part::Measures => measures_view(design),
            Part::Rules => rules_view(design),
            Part::Units => units_view(design),
            Part::Items => items_view(session),
            Part::Revisions => revisions_view(design),
            Part::Findings => doubts_view(design),
        })}
    }
    .into_any()
}

fn tabs(design: Design, part: Memo<Part>) -> AnyView {
    let links = move || {
        let words = design.words();
        design.place.track();
        PARTS
            .iter()
            .map(|(word, own)| {
                let here = move || (part.get() == *own).then_some("page");
                view! {
                    <a class="tab" href=design.route(word, None).fragment() aria-current=here>{own.name(words)}</a>
                }
            })
            .collect_view()
    };
    view! {
        <nav class="tabs" aria-label=text(move || design.words().parts.to_owned())>{dynamic(links)}</nav>
    }
    .into_any()
}

fn pickers(design: Design, wanted: RwSignal<Option<UnitId>>) -> AnyView {
    let session = design.session;
    let cards = Memo::new(move |_| {
        let language = session.language.get();
        let choice = |card: &Scorecard| Choice {
            value: card.id.to_string(),
            text: card.name.text(language).to_owned(),
        };
        session
            .with_structure(|workbook| workbook.scorecards.iter().map(choice).collect())
            .unwrap_or_default()
    });
    let revisions = Memo::new(move |_| {
        let language = session.language.get();
        let choice = |own: &crate::domain::scorecard::Revision| Choice {
            value: own.from.to_string(),
            text: month::format(own.from, language),
        };
        design.with(|_, card, _| card.revisions.iter().map(choice).collect()).unwrap_or_default()
    });
    let units = Memo::new(move |_| unit_choices(design));
    view! {
        <div class="pickers">
            <Picker
                label=session.word(|w| w.scorecard)
                choices=cards
                chosen=Signal::derive(move || design.place.get().scorecard.to_string())
                on_choose=Callback::new(move |id: String| {
                    let scorecard = Some(ScorecardId::from(id.as_str()));
                    Route::Design(DesignRoute { scorecard, ..DesignRoute::default() }).go();
                })
            />
            <Picker
                label=Signal::derive(move || design.words().revision)
                choices=revisions
                chosen=Signal::derive(move || design.place.get().from.to_string())
                on_choose=Callback::new(move |from: String| {
                    let scorecard = Some(design.place.get_untracked().scorecard);
                    Route::Design(DesignRoute { scorecard, from: from.parse().ok(), ..DesignRoute::default() }).go();
                })
            />
            <Picker
                label=Signal::derive(move || design.words().seen_for)
                choices=units
                chosen=Signal::derive(move || design.unit.get().map(|id| id.to_string()).unwrap_or_default())
                on_choose=Callback::new(move |id: String| wanted.set(Some(UnitId::from(id.as_str()))))
            />
            <p class="total-now" role="status" data-testid="total-now">{text(move || total_now(design))}</p>
        </div>
    }
    .into_any()
}

/// The units that use the card.
fn unit_choices(design: Design) -> Vec<Choice> {
    let language = design.session.language.get();
    let list = |workbook: &Workbook, card: &Scorecard| {
        let users: BTreeSet<&UnitId> = card.units.iter().collect();
        let units = workbook.units.iter().filter(|unit| users.contains(&unit.id));
        units_as_choices(workbook, units, language)
    };
    design.with(|workbook, card, _| list(workbook, card)).unwrap_or_default()
}

/// "Total of First Surgery, December 2025: 96.58", as it follows every change.
fn total_now(design: Design) -> String {
    let (words, language) = (design.words(), design.session.language.get());
    let (Some(unit), place) = (design.unit.get(), design.place.get()) else {
        return String::new();
    };
    let said = design.session.with_plan(|plan, workbook| {
        let period = last_period(workbook, design)?;
        let points = plan.total(&place.scorecard, &unit, period);
        let points =
            points.map_or_else(|| messages(language).no_score.to_owned(), |points| format_rounded(points, 2));
        let period = month::format_period(period, workbook.first_month, language);
        Some(fill(words.total_now, &[workbook.unit(&unit)?.name.text(language), &period, &points]))
    });
    said.flatten().unwrap_or_default()
}

fn measures_view(design: Design) -> AnyView {
    let is_empty = Memo::new(move |_| {
        design.with(|_, _, revision| revision.measures().next().is_none()).unwrap_or_default()
    });
    let label = Signal::derive(move || design.words().new_perspective.to_owned());
    let add =
        move |workbook: &Workbook, name: &str| add_perspective(workbook, &design.place.get_untracked(), name);
    let edited = Memo::new(move |_| {
        design.subject.with(|own| own.as_ref().is_some_and(|own| !matches!(own, Subject::Unit(_))))
    });
    view! {
        <div class="design" data-edited=text(move || edited.get().to_string())>
            <div class="design-main">
                {dynamic(move || is_empty.get().then(|| view! { <p class="notice" data-tone="note">{design.words().first_step}</p> }))}
                {weights_view(design)}
                {tree_view(design)}
                <div class="pickers">
                    {adding_field(design.session, "perspective".to_owned(), label, Box::new(add))}
                </div>
            </div>
            {dynamic(move || edited.get().then(|| editor(design)))}
        </div>
    }
    .into_any()
}

/// What is edited beside the table.
fn editor(design: Design) -> AnyView {
    let is_measure = Memo::new(move |_| matches!(design.subject.get(), Some(Subject::Measure(..))));
    let is_fixed = Memo::new(move |_| {
        let Some(Subject::Measure(_, id)) = design.subject.get() else { return false };
        let fixed = |own: &Measure| {
            let target = own.target.as_ref().map(|target| &target.source);
            own.method.needs_target() && matches!(target, Some(TargetSource::Fixed(_)))
        };
        design.with(|_, _, revision| revision.measure(&id).is_some_and(fixed)).unwrap_or_default()
    });
    let close = move |_| design.close_editor("measures");
    let on_key = move |event: KeyboardEvent| {
        // In a field it takes back what was typed there.
        if event.key() == "Escape" && !event.default_prevented() {
            design.close_editor("measures");
        }
    };
    view! {
        <aside class="explanation editor" aria-labelledby="editor-heading" on:keydown=on_key>
            <div class="explanation-head">
                <h2 id="editor-heading" tabindex="-1">{text(move || heading(design))}</h2>
                <button type="button" class="button" data-variant="quiet" on:click=close>
                    {design.session.word(|w| w.close)}
                </button>
            </div>
            {dynamic(move || is_measure.get().then(|| curve_view(design)))}
            {form_view(design.session.into(), design.subject)}
            {dynamic(move || is_fixed.get().then(|| paste_view(design)))}
        </aside>
    }
    .into_any()
}

fn heading(design: Design) -> String {
    let language = design.session.language.get();
    let Some(subject) = design.subject.get() else {
        return String::new();
    };
    let read = |workbook: &Workbook| {
        crate::forms::value(workbook, &subject, crate::forms::What::Name.key(), language)
    };
    design.session.with_structure(read).unwrap_or_default()
}

fn rules_view(design: Design) -> AnyView {
    let subject = Memo::new(move |_| Some(Subject::Card(design.place.get())));
    view! {
        {form_view(design.session.into(), subject)}
        <p class="notice-actions">
            {add_card_button(design.session)}
            {from_template_button(design.session)}
            <button type="button" class="button" on:click=move |_| save_template(design)>
                {text(move || design.words().save_template.to_owned())}
            </button>
            <button type="button" class="button" data-variant="quiet" on:click=move |_| remove_card(design)>
                {text(move || design.words().remove_card.to_owned())}
            </button>
        </p>
    }
    .into_any()
}

fn remove_card(design: Design) {
    design.session.close_typing();
    let id = design.place.get_untracked().scorecard;
    let at =
        design.session.with_untracked(|workbook| workbook.scorecards.iter().position(|own| own.id == id));
    if let Some(at) = at.flatten() {
        design.session.dispatch(Edit::Scorecards(Change::Remove(at)));
        Route::Design(DesignRoute::default()).go();
    }
}

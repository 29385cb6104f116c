//! The time, as text. Scoring never asks for it.

/// Now in UTC, to the second: `2026-03-31T08:15:00Z`.
pub(crate) fn now() -> String {
    text_of(&js_sys::Date::new_0())
}

fn text_of(date: &js_sys::Date) -> String {
    let text: String = date.to_iso_string().into();
    match text.split_once('.') {
        Some((seconds, _)) => format!("{seconds}Z"),
        None => text,
    }
}

/// The time so many days ago, as [`now`] writes it.
pub(crate) fn days_ago(days: u32) -> String {
    let then = js_sys::Date::now() - f64::from(days) * 86_400_000.0;
    text_of(&js_sys::Date::new(&then.into()))
}

/// A time written by [`now`] as the person's own clock shows it: `2026-03-31 16:15`.
pub(crate) fn local(time: &str) -> String {
    let then = js_sys::Date::new(&time.into());
    if then.get_time().is_nan() {
        return time.to_owned();
    }
    format!("{} {:02}:{:02}", day(&then), then.get_hours(), then.get_minutes())
}

/// Today where the person is: `2026-03-31`.
pub(crate) fn today() -> String {
    day(&js_sys::Date::new_0())
}

fn day(date: &js_sys::Date) -> String {
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// The calendar year where the person is.
pub(crate) fn year() -> i32 {
    i32::try_from(js_sys::Date::new_0().get_full_year()).unwrap_or(1)
}

/// Whole days from a time written by [`now`] until now; `None` when it is no time.
pub(crate) fn days_since(time: &str) -> Option<u32> {
    let then = js_sys::Date::new(&time.into()).get_time();
    let days = (js_sys::Date::now() - then) / 86_400_000.0;
    if !days.is_finite() {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of days")]
    Some(days.max(0.0).floor() as u32)
}

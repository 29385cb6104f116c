//! Bands, interpolation and pass or fail; points worked out by hand, and those that products and
//! rules have published.

use crate::examples::check_examples;

#[test]
fn bands_over_the_actual() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | bands | higher | 20 | 59.9 | – | basis: actual, bands: 0 % / 60 = 50 % / 80 = 100 %, cut: better | below the first cut | 0 |
        | bands | higher | 20 | 60 | – | basis: actual, bands: 0 % / 60 = 50 % / 80 = 100 %, cut: better | the cut is of the better band: 20 × 0.5 | 10 |
        | bands | higher | 20 | 60 | – | basis: actual, bands: 0 % / 60 = 50 % / 80 = 100 %, cut: worse | the cut is of the worse band | 0 |
        | bands | higher | 20 | 60.001 | – | basis: actual, bands: 0 % / 60 = 50 % / 80 = 100 %, cut: worse | just above the cut | 10 |
        | bands | higher | 20 | 80 | – | basis: actual, bands: 0 % / 60 = 50 % / 80 = 100 %, cut: better | the second cut | 20 |
        | bands | higher | 20 | 80 | – | basis: actual, bands: 0 % / 60 = 50 % / 80 = 100 %, cut: worse | still the middle band | 10 |
        | bands | higher | 20 | 1000 | – | basis: actual, bands: 0 % / 60 = 50 % / 80 = 100 %, cut: better | the last band has no end | 20 |
        | bands | lower | 20 | 2 | – | basis: actual, bands: 100 % / 2 = 60 % / 5 = 0 %, cut: better | lower is better: the cut is of the band below | 20 |
        | bands | lower | 20 | 2 | – | basis: actual, bands: 100 % / 2 = 60 % / 5 = 0 %, cut: worse | turned round: 20 × 0.6 | 12 |
        | bands | lower | 20 | 5 | – | basis: actual, bands: 100 % / 2 = 60 % / 5 = 0 %, cut: better | 5 is still of the middle | 12 |
        | bands | lower | 20 | 5.1 | – | basis: actual, bands: 100 % / 2 = 60 % / 5 = 0 %, cut: better | beyond 5 | 0 |
        | bands | higher | 20 | 70 | – | basis: actual, bands: −2 points / 60 = 3 points / 80 = 25 points, cut: better | points as they stand, whatever F | 3 |
        | bands | higher | 20 | 1 | – | basis: actual, bands: −2 points / 60 = 3 points / 80 = 25 points, cut: better | points below zero | −2 |
        | bands | higher | 20 | 99 | – | basis: actual, bands: −2 points / 60 = 3 points / 80 = 25 points, cut: better | points above F | 25 |
        | bands | higher | 7 | 3 | – | basis: actual, bands: 40 %, cut: better | one band for everything: 7 × 0.4 | 2.80 |
        ",
    );
}

#[test]
fn bands_over_ratio_and_difference() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | bands | higher | 10 | 119.9 | 100 | basis: ratio, bands: 20 % / 0.8 = 60 % / 1 = 80 % / 1.2 = 100 %, cut: better | 1.199 is of the third band | 8 |
        | bands | higher | 10 | 120 | 100 | basis: ratio, bands: 20 % / 0.8 = 60 % / 1 = 80 % / 1.2 = 100 %, cut: better | 120 ÷ 100 is the cut 1.2 exactly | 10 |
        | bands | higher | 10 | 0.3 | 0.25 | basis: ratio, bands: 20 % / 0.8 = 60 % / 1 = 80 % / 1.2 = 100 %, cut: better | 0.3 ÷ 0.25 is 1.2 and not a bit less | 10 |
        | bands | higher | 10 | 5 | 0 | basis: ratio, bands: 20 % / 0.8 = 60 %, cut: better | there is no ratio to zero | – |
        | bands | higher | 10 | 5 | −2 | basis: ratio, bands: 20 % / 0.8 = 60 %, cut: better | nor to less than zero | – |
        | bands | higher | 10 | 5 | – | basis: ratio, bands: 20 % / 0.8 = 60 %, cut: better | nor to nothing | – |
        | bands | higher | 10 | 46 | 45 | basis: difference, bands: 0 % / −1 = 50 % / 1 = 100 %, cut: better | 46 − 45 = 1, the cut | 10 |
        | bands | lower | 10 | 46 | 45 | basis: difference, bands: 100 % / 0 = 80 % / 1 = 0 %, cut: better | 1 is of the better band, the one below | 8 |
        | bands | lower | 10 | 45 | 45 | basis: difference, bands: 100 % / 0 = 80 % / 1 = 0 %, cut: better | on target: 0 is of the band below | 10 |
        | bands | higher | 10 | −3 | −2 | basis: difference, bands: 0 % / −1 = 50 % / 1 = 100 %, cut: better | −3 − −2 = −1: any target will do | 5 |
        ",
    );
}

#[test]
fn bands_where_a_range_is_best() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | bands | 40 to 60 | 10 | 40 | – | basis: actual, bands: 0 % / 30 = 50 % / 40 = 100 % / 60 = 50 % / 70 = 0 %, cut: better | the low end of the range is as good as any of it | 10 |
        | bands | 40 to 60 | 10 | 60 | – | basis: actual, bands: 0 % / 30 = 50 % / 40 = 100 % / 60 = 50 % / 70 = 0 %, cut: better | so is the high end: it is of the band below | 10 |
        | bands | 40 to 60 | 10 | 60 | – | basis: actual, bands: 0 % / 30 = 50 % / 40 = 100 % / 60 = 50 % / 70 = 0 %, cut: worse | turned round | 5 |
        | bands | 40 to 60 | 10 | 30 | – | basis: actual, bands: 0 % / 30 = 50 % / 40 = 100 % / 60 = 50 % / 70 = 0 %, cut: better | under the range the band above is better | 5 |
        | bands | 40 to 60 | 10 | 70 | – | basis: actual, bands: 0 % / 30 = 50 % / 40 = 100 % / 60 = 50 % / 70 = 0 %, cut: better | over it the band below | 5 |
        | bands | 40 to 60 | 10 | 62 | – | basis: difference, bands: 0 % / −2 = 50 % / 0 = 100 % / 2 = 50 %, cut: better | 2 over the range: nearer to it is better | 10 |
        | bands | 40 to 60 | 10 | 62 | – | basis: difference, bands: 0 % / −2 = 50 % / 0 = 100 % / 2 = 50 %, cut: worse | turned round | 5 |
        | bands | 40 to 60 | 10 | 38 | – | basis: difference, bands: 0 % / −2 = 50 % / 0 = 100 % / 2 = 50 %, cut: better | 2 under it | 5 |
        | bands | 40 to 60 | 10 | 50 | – | basis: difference, bands: 0 % / −2 = 50 % / 0 = 100 % / 2 = 50 %, cut: better | inside there is no difference | 10 |
        | bands | 40 to 60 | 10 | 72 | – | basis: ratio, bands: 0 % / 0.8 = 100 % / 1.2 = 50 %, cut: better | 72 ÷ 60 = 1.2: nearer to 1 is better | 10 |
        | bands | 40 to 60 | 10 | 32 | – | basis: ratio, bands: 0 % / 0.8 = 100 % / 1.2 = 50 %, cut: better | 32 ÷ 40 = 0.8 | 10 |
        ",
    );
}

#[test]
fn lines_between_knots() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | interpolation | higher | 20 | 60 | – | basis: actual, knots: 60 = 0 % / 80 = 100 %, below: constant, above: constant, lowest: null, highest: null | at the first knot | 0 |
        | interpolation | higher | 20 | 65 | – | basis: actual, knots: 60 = 0 % / 80 = 100 %, below: constant, above: constant, lowest: null, highest: null | a quarter of the way | 5 |
        | interpolation | higher | 20 | 80 | – | basis: actual, knots: 60 = 0 % / 80 = 100 %, below: constant, above: constant, lowest: null, highest: null | at the last knot | 20 |
        | interpolation | higher | 20 | 50 | – | basis: actual, knots: 60 = 0 % / 80 = 100 %, below: constant, above: constant, lowest: null, highest: null | constant below | 0 |
        | interpolation | higher | 20 | 90 | – | basis: actual, knots: 60 = 0 % / 80 = 100 %, below: constant, above: constant, lowest: null, highest: null | constant above | 20 |
        | interpolation | higher | 20 | 50 | – | basis: actual, knots: 60 = 0 % / 80 = 100 %, below: extrapolated, above: extrapolated, lowest: null, highest: null | 20 × −0.5 | −10 |
        | interpolation | higher | 20 | 90 | – | basis: actual, knots: 60 = 0 % / 80 = 100 %, below: extrapolated, above: extrapolated, lowest: null, highest: null | 20 × 1.5 | 30 |
        | interpolation | higher | 20 | 50 | – | basis: actual, knots: 60 = 0 % / 80 = 100 %, below: extrapolated, above: extrapolated, lowest: −4, highest: 24 | −10, raised to −4 | −4 |
        | interpolation | higher | 20 | 90 | – | basis: actual, knots: 60 = 0 % / 80 = 100 %, below: extrapolated, above: extrapolated, lowest: −4, highest: 24 | 30, lowered to 24 | 24 |
        | interpolation | higher | 20 | 59.99 | – | basis: actual, knots: 60 = 40 % / 80 = 100 %, below: 10 %, above: 120 %, lowest: null, highest: null | a stated percent below: 20 × 0.1 | 2 |
        | interpolation | higher | 20 | 60 | – | basis: actual, knots: 60 = 40 % / 80 = 100 %, below: 10 %, above: 120 %, lowest: null, highest: null | the knot itself: 20 × 0.4 | 8 |
        | interpolation | higher | 20 | 80.01 | – | basis: actual, knots: 60 = 40 % / 80 = 100 %, below: 10 %, above: 120 %, lowest: null, highest: null | a stated percent above: 20 × 1.2 | 24 |
        | interpolation | lower | 9 | 4 | – | basis: actual, knots: 3 = 100 % / 6 = 0 %, below: constant, above: constant, lowest: null, highest: null | 9 × 2⁄3 | 6 |
        | interpolation | higher | 10 | 7 | – | basis: actual, knots: 5 = 70 %, below: extrapolated, above: extrapolated, lowest: null, highest: null | one knot has no line | 7 |
        | interpolation | higher | 10 | 90 | 100 | basis: ratio, knots: 0.8 = 0 % / 1 = 100 %, below: constant, above: constant, lowest: null, highest: null | 0.9 is half the way | 5 |
        | interpolation | higher | 10 | 90 | 0 | basis: ratio, knots: 0.8 = 0 % / 1 = 100 %, below: constant, above: constant, lowest: null, highest: null | there is no ratio to zero | – |
        | interpolation | lower | 10 | 47 | 45 | basis: difference, knots: 0 = 100 % / 5 = 0 %, below: constant, above: constant, lowest: null, highest: null | 2 of 5 away: 10 × 0.6 | 6 |
        | interpolation | lower | 10 | −1 | −3 | basis: difference, knots: 0 = 100 % / 5 = 0 %, below: constant, above: constant, lowest: null, highest: null | a difference bears any target | 6 |
        | interpolation | higher | 10 | 2 | – | basis: actual, knots: 1 = 0 % / 4 = 100 %, below: constant, above: constant, lowest: null, highest: null | a third of the way | 3.33 |
        ",
    );
}

#[test]
fn jumps_belong_to_the_better_side() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | interpolation | higher | 10 | 60 | – | basis: actual, knots: 0 = 0 % / 60 = 40 % / 60 = 60 % / 100 = 100 %, below: constant, above: constant, lowest: null, highest: null | higher is better: the upper side | 6 |
        | interpolation | higher | 10 | 30 | – | basis: actual, knots: 0 = 0 % / 60 = 40 % / 60 = 60 % / 100 = 100 %, below: constant, above: constant, lowest: null, highest: null | half way up to 40 % | 2 |
        | interpolation | higher | 10 | 80 | – | basis: actual, knots: 0 = 0 % / 60 = 40 % / 60 = 60 % / 100 = 100 %, below: constant, above: constant, lowest: null, highest: null | half way from 60 to 100 % | 8 |
        | interpolation | lower | 10 | 5 | – | basis: actual, knots: 0 = 100 % / 5 = 80 % / 5 = 20 % / 10 = 0 %, below: constant, above: constant, lowest: null, highest: null | lower is better: the lower side | 8 |
        | interpolation | lower | 10 | 7.5 | – | basis: actual, knots: 0 = 100 % / 5 = 80 % / 5 = 20 % / 10 = 0 %, below: constant, above: constant, lowest: null, highest: null | half way from 20 % to 0 | 1 |
        | interpolation | higher | 10 | 5 | – | basis: actual, knots: 5 = 0 % / 5 = 100 %, below: extrapolated, above: extrapolated, lowest: null, highest: null | nothing but a jump | 10 |
        | interpolation | higher | 10 | 4 | – | basis: actual, knots: 5 = 0 % / 5 = 100 %, below: extrapolated, above: extrapolated, lowest: null, highest: null | a jump has no line to go on along | 0 |
        | interpolation | higher | 10 | 6 | – | basis: actual, knots: 5 = 0 % / 5 = 100 %, below: extrapolated, above: extrapolated, lowest: null, highest: null | nor above | 10 |
        | interpolation | 40 to 60 | 10 | 40 | – | basis: actual, knots: 40 = 0 % / 40 = 100 % / 60 = 100 % / 60 = 0 %, below: constant, above: constant, lowest: null, highest: null | the low end is of the range | 10 |
        | interpolation | 40 to 60 | 10 | 60 | – | basis: actual, knots: 40 = 0 % / 40 = 100 % / 60 = 100 % / 60 = 0 %, below: constant, above: constant, lowest: null, highest: null | so is the high end | 10 |
        | interpolation | 40 to 60 | 10 | 70 | – | basis: actual, knots: 60 = 100 % / 70 = 80 % / 70 = 20 % / 80 = 0 %, below: constant, above: constant, lowest: null, highest: null | over the range the lower side is better | 8 |
        | interpolation | 40 to 60 | 10 | 63 | – | basis: difference, knots: 0 = 100 % / 3 = 50 % / 3 = 10 %, below: constant, above: constant, lowest: null, highest: null | 3 over: the side nearer to the range | 5 |
        | interpolation | 40 to 60 | 10 | 37 | – | basis: difference, knots: −3 = 10 % / −3 = 50 % / 0 = 100 %, below: constant, above: constant, lowest: null, highest: null | 3 under: the side nearer to the range | 5 |
        ",
    );
}

#[test]
fn full_inside_a_range_and_falling_to_its_outer_limits() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | interpolation | 85 to 95 | 8 | 85 | – | basis: actual, knots: 75 = 0 % / 85 = 100 % / 95 = 100 % / 105 = 0 %, below: constant, above: constant, lowest: null, highest: null | bed use of 85 % is inside | 8 |
        | interpolation | 85 to 95 | 8 | 90 | – | basis: actual, knots: 75 = 0 % / 85 = 100 % / 95 = 100 % / 105 = 0 %, below: constant, above: constant, lowest: null, highest: null | inside | 8 |
        | interpolation | 85 to 95 | 8 | 80 | – | basis: actual, knots: 75 = 0 % / 85 = 100 % / 95 = 100 % / 105 = 0 %, below: constant, above: constant, lowest: null, highest: null | half way down | 4 |
        | interpolation | 85 to 95 | 8 | 102.5 | – | basis: actual, knots: 75 = 0 % / 85 = 100 % / 95 = 100 % / 105 = 0 %, below: constant, above: constant, lowest: null, highest: null | three quarters of the way out | 2 |
        | interpolation | 85 to 95 | 8 | 110 | – | basis: actual, knots: 75 = 0 % / 85 = 100 % / 95 = 100 % / 105 = 0 %, below: constant, above: constant, lowest: null, highest: null | beyond the outer limit | 0 |
        ",
    );
}

#[test]
fn pass_or_fail() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | pass-fail | higher | 6 | 90 | 90 | otherwise: 0 | equal counts | 6 |
        | pass-fail | higher | 6 | 89.99 | 90 | otherwise: 0 | short of it | 0 |
        | pass-fail | higher | 6 | 89.99 | 90 | otherwise: 25 | a stated part: 6 × 0.25 | 1.50 |
        | pass-fail | higher | 6 | 200 | 90 | otherwise: 25 | never more than F | 6 |
        | pass-fail | lower | 6 | 0 | 0 | otherwise: 0 | none of none | 6 |
        | pass-fail | lower | 6 | 1 | 0 | otherwise: −50 | a part below zero: 6 × −0.5 | −3 |
        | pass-fail | lower | 6 | −3 | −2 | otherwise: 0 | less than −2 | 6 |
        | pass-fail | 40 to 60 | 6 | 40 | – | otherwise: 0 | the low end is of the range | 6 |
        | pass-fail | 40 to 60 | 6 | 60 | – | otherwise: 0 | the high end as well | 6 |
        | pass-fail | 40 to 60 | 6 | 60.1 | – | otherwise: 10 | over the range: 6 × 0.1 | 0.60 |
        | pass-fail | 40 to 60 | 6 | 39 | 30 | otherwise: 10 | a target of its own has no say beside a range | 0.60 |
        | pass-fail | higher | 6 | 5 | – | otherwise: 0 | without a target | – |
        ",
    );
}

#[test]
fn completion_and_steps_where_a_range_is_best() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | completion | 40 to 60 | 10 | 50 | – | inverse: mirror, floor: 0, cap: 1.2 | inside is full points | 10 |
        | completion | 40 to 60 | 10 | 40 | – | inverse: mirror, floor: 0, cap: null | the low end | 10 |
        | completion | 40 to 60 | 10 | 60 | – | inverse: reciprocal, floor: 0, cap: null | the high end | 10 |
        | completion | 40 to 60 | 10 | 30 | – | inverse: mirror, floor: 0, cap: 1.2 | under it higher is better: 10 × 30 ÷ 40 | 7.50 |
        | completion | 40 to 60 | 10 | 75 | – | inverse: mirror, floor: 0, cap: 1.2 | over it lower is better: 10 × (2 − 75 ÷ 60) | 7.50 |
        | completion | 40 to 60 | 10 | 75 | – | inverse: reciprocal, floor: 0, cap: 1.2 | 10 × 60 ÷ 75 | 8 |
        | completion | 40 to 60 | 10 | 200 | – | inverse: mirror, floor: 0.1, cap: 1.2 | far over it: the floor | 1 |
        | completion | −5 to 5 | 10 | −4 | – | inverse: mirror, floor: 0, cap: 1.2 | inside, whatever the sign | 10 |
        | completion | −5 to 5 | 10 | −6 | – | inverse: mirror, floor: 0, cap: 1.2 | no ratio to −5: nothing | 0 |
        | step | 40 to 60 | 10 | 50 | – | step: 1, counting: proportional, deduct: 2, add: 5, base: full, lowest: 0, highest: null | inside there is no step | 10 |
        | step | 40 to 60 | 10 | 38.5 | – | step: 1, counting: proportional, deduct: 2, add: 5, base: full, lowest: 0, highest: null | 10 − 2 × 1.5 | 7 |
        | step | 40 to 60 | 10 | 61.5 | – | step: 1, counting: whole, deduct: 2, add: 5, base: full, lowest: 0, highest: null | 10 − 2 × 1 | 8 |
        | step | 40 to 60 | 10 | 61.5 | – | step: 1, counting: started, deduct: 2, add: 5, base: full, lowest: 0, highest: null | 10 − 2 × 2 | 6 |
        | step | 40 to 60 | 0 | 61.5 | – | step: 1, counting: proportional, deduct: 0.2, add: 5, base: zero, lowest: null, highest: null | −0.2 × 1.5 | −0.30 |
        ",
    );
}

#[test]
fn entered_points_and_marks() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | entered | higher | 10 | 8.5 | – | out_of: null, lowest: 0, highest: 10 | the figure is the points | 8.50 |
        | entered | higher | 10 | 12 | – | out_of: null, lowest: 0, highest: 10 | lowered to 10 | 10 |
        | entered | higher | 10 | −3 | – | out_of: null, lowest: 0, highest: 10 | raised to 0 | 0 |
        | entered | higher | 10 | −3 | – | out_of: null, lowest: null, highest: null | no limits | −3 |
        | entered | higher | 10 | 86 | – | out_of: 100, lowest: 0, highest: null | 10 × 86 ÷ 100 | 8.60 |
        | entered | lower | 10 | 86 | – | out_of: 100, lowest: 0, highest: null | the polarity has no say | 8.60 |
        | entered | higher | 10 | 110 | – | out_of: 100, lowest: 0, highest: 10 | 11, lowered to 10 | 10 |
        | entered | higher | 10 | 2 | – | out_of: 3, lowest: 0, highest: 10 | 10 × 2 ÷ 3 | 6.67 |
        ",
    );
}

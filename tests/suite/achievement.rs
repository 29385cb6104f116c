//! Achievement and improvement (42 CFR 412.165), peer best and peer rank; worked by hand.

use crate::examples::check_examples;

#[test]
fn the_order_of_the_tests_and_ties_at_one_half() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | achievement-improvement | higher | 10 | 50 | – | threshold: 50, benchmark: 90, baseline: null, scale: 10, rounded: yes | at the threshold: 0 + ½ rounds half up to 1 | 1 |
        | achievement-improvement | higher | 10 | 49.99 | – | threshold: 50, benchmark: 90, baseline: null, scale: 10, rounded: yes | worse than the threshold | 0 |
        | achievement-improvement | higher | 10 | 89.99 | – | threshold: 50, benchmark: 90, baseline: null, scale: 10, rounded: yes | 9 × 39.99 ÷ 40 + ½ = 9.498: at most 9 | 9 |
        | achievement-improvement | higher | 10 | 95 | – | threshold: 50, benchmark: 90, baseline: null, scale: 10, rounded: yes | past the benchmark | 10 |
        | achievement-improvement | higher | 10 | 59 | – | threshold: 50, benchmark: 59.5, baseline: null, scale: 10, rounded: yes | 9 × 9 ÷ 9.5 + ½ = 9.03 | 9 |
        | achievement-improvement | higher | 10 | 53 | – | threshold: 50, benchmark: 59, baseline: null, scale: 10, rounded: yes | 3 + ½ rounds half up | 4 |
        | achievement-improvement | higher | 10 | 52.9 | – | threshold: 50, benchmark: 59, baseline: null, scale: 10, rounded: yes | 2.9 + ½ = 3.4 | 3 |
        | achievement-improvement | higher | 10 | 40 | – | threshold: 50, benchmark: 90, baseline: 40, scale: 10, rounded: yes | no better than the baseline | 0 |
        | achievement-improvement | higher | 10 | 45 | – | threshold: 50, benchmark: 90, baseline: 40, scale: 10, rounded: yes | 10 × 5 ÷ 50 − ½ = ½ rounds half up | 1 |
        | achievement-improvement | higher | 10 | 41 | – | threshold: 50, benchmark: 90, baseline: 40, scale: 10, rounded: yes | 0.2 − ½ = −0.3: at least 0 | 0 |
        | achievement-improvement | higher | 10 | 90 | – | threshold: 95, benchmark: 90, baseline: 40, scale: 10, rounded: yes | at the benchmark first of all | 10 |
        | achievement-improvement | higher | 10 | 60 | – | threshold: 50, benchmark: 90, baseline: 20, scale: 10, rounded: yes | achievement 9 × ¼ + ½ = 2.75 → 3; improvement 10 × 4⁄7 − ½ = 5.21 → 5 | 5 |
        | achievement-improvement | higher | 10 | 60 | – | threshold: 50, benchmark: 90, baseline: 70, scale: 10, rounded: yes | worse than the baseline: only the 3 | 3 |
        ",
    );
}

#[test]
fn lower_is_better_other_scales_and_no_rounding() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | achievement-improvement | lower | 10 | 3 | – | threshold: 5, benchmark: 1, baseline: null, scale: 10, rounded: yes | 9 × −2 ÷ −4 + ½ = 5 | 5 |
        | achievement-improvement | lower | 10 | 1 | – | threshold: 5, benchmark: 1, baseline: null, scale: 10, rounded: yes | at the benchmark | 10 |
        | achievement-improvement | lower | 10 | 5.1 | – | threshold: 5, benchmark: 1, baseline: null, scale: 10, rounded: yes | worse than the threshold | 0 |
        | achievement-improvement | lower | 10 | 6 | – | threshold: 5, benchmark: 1, baseline: 9, scale: 10, rounded: yes | 10 × −3 ÷ −8 − ½ = 3.25 → 3 | 3 |
        | achievement-improvement | higher | 20 | 70 | – | threshold: 50, benchmark: 90, baseline: null, scale: 10, rounded: yes | 20 × 5 ÷ 10 | 10 |
        | achievement-improvement | higher | 10 | 70 | – | threshold: 50, benchmark: 90, baseline: null, scale: 5, rounded: yes | 4 × ½ + ½ = 2.5 rounds half up: 10 × 3 ÷ 5 | 6 |
        | achievement-improvement | higher | 10 | 62 | – | threshold: 50, benchmark: 90, baseline: 52, scale: 10, rounded: no | 9 × 12 ÷ 40 + ½ = 3.2; 10 × 10 ÷ 38 − ½ = 2.13 | 3.20 |
        | achievement-improvement | higher | 10 | 50 | – | threshold: 50, benchmark: 90, baseline: null, scale: 10, rounded: no | ½, raised to 1 | 1 |
        | achievement-improvement | higher | 10 | 89.9 | – | threshold: 50, benchmark: 90, baseline: null, scale: 10, rounded: no | 9 × 39.9 ÷ 40 + ½ = 9.48, lowered to 9 | 9 |
        | achievement-improvement | higher | 10 | 41 | – | threshold: 50, benchmark: 90, baseline: 40, scale: 10, rounded: no | 0.2 − ½, raised to 0 | 0 |
        | achievement-improvement | higher | 10 | 45 | – | threshold: b, benchmark: 90, baseline: null, scale: 10, rounded: no | a threshold without figures | – |
        | achievement-improvement | higher | 10 | 70 | – | threshold: 50, benchmark: 90, baseline: b, scale: 10, rounded: yes | a baseline without figures: no improvement, but 5 | 5 |
        ",
    );
}

#[test]
fn against_the_best_of_the_peers() {
    check_examples(
        "
        | method | polarity | F | actual | peers | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | peer-best | higher | 10 | 60 | 80 75 | floor: 0, cap: 1, least_peers: 2 | 10 × 60 ÷ 80 | 7.50 |
        | peer-best | higher | 10 | 80 | 60 75 | floor: 0, cap: 1, least_peers: 2 | the best itself | 10 |
        | peer-best | lower | 10 | 10 | 8 9 | floor: 0, cap: 1, least_peers: 2 | 10 × 8 ÷ 10 | 8 |
        | peer-best | lower | 10 | 0 | 8 9 | floor: 0, cap: 1, least_peers: 2 | none is the best of all, and on the good side of itself | 10 |
        | peer-best | lower | 10 | 3 | 0 9 | floor: 0, cap: 1, least_peers: 2 | no ratio to a best of zero: all or nothing | 0 |
        | peer-best | lower | 10 | 3 | 0 9 | floor: 0.3, cap: 1, least_peers: 2 | nothing is the floor | 3 |
        | peer-best | higher | 10 | −5 | −2 −9 | floor: 0, cap: 1, least_peers: 2 | a best of −2 is all or nothing | 0 |
        | peer-best | higher | 10 | −2 | −2 −9 | floor: 0, cap: 1, least_peers: 2 | two are the best | 10 |
        | peer-best | higher | 10 | −5 | 80 75 | floor: 0, cap: 1, least_peers: 2 | a ratio below zero, raised to the floor | 0 |
        | peer-best | higher | 10 | 20 | 80 75 | floor: 0.5, cap: 1, least_peers: 2 | 0.25, raised to 0.5 | 5 |
        | peer-best | higher | 10 | 80 | 60 75 | floor: 0, cap: 0.9, least_peers: 2 | 1, lowered to 0.9 | 9 |
        | peer-best | higher | 10 | 60 | 80 – | floor: 0, cap: 1, least_peers: 2 | one peer has no figure, so there are too few | – |
        | peer-best | higher | 10 | 60 | 80 – | floor: 0, cap: 1, least_peers: 1 | one is enough here: 10 × 60 ÷ 80 | 7.50 |
        | peer-best | higher | 10 | 60 | 80 n/a | floor: 0, cap: 1, least_peers: 2 | one does not have it at all | – |
        ",
    );
}

#[test]
fn by_the_rank_among_the_peers() {
    check_examples(
        "
        | method | polarity | F | actual | peers | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | peer-rank | higher | 10 | 90 | 80 70 60 | award: last 40 %, least_peers: 2 | the first | 10 |
        | peer-rank | higher | 10 | 80 | 90 70 60 | award: last 40 %, least_peers: 2 | second of 4: 1 − 1⁄3 × 0.6 | 8 |
        | peer-rank | higher | 10 | 60 | 90 80 70 | award: last 40 %, least_peers: 2 | the last gets its share | 4 |
        | peer-rank | lower | 10 | 60 | 90 80 70 | award: last 40 %, least_peers: 2 | lower is better | 10 |
        | peer-rank | higher | 10 | 80 | 90 80 60 | award: last 40 %, least_peers: 2 | ties share the better rank, 2 | 8 |
        | peer-rank | higher | 10 | 70 | 90 80 80 | award: last 40 %, least_peers: 2 | after two that tie at 2 comes 4 | 4 |
        | peer-rank | higher | 10 | 80 | 80 80 80 | award: last 0 %, least_peers: 2 | all first | 10 |
        | peer-rank | higher | 10 | 60 | 90 80 | award: last 0 %, least_peers: 2 | the last of three gets nothing | 0 |
        | peer-rank | higher | 10 | 80 | 90 60 | award: last 0 %, least_peers: 2 | the middle of three | 5 |
        | peer-rank | 40 to 60 | 10 | 62 | 50 39 70 | award: last 0 %, least_peers: 2 | 2 outside; 0 and 1 are nearer: third of 4 | 3.33 |
        | peer-rank | higher | 10 | 90 | 80 70 60 | award: 1 = 100 % / 3 = 70 %, least_peers: 2 | the first band | 10 |
        | peer-rank | higher | 10 | 70 | 80 90 60 | award: 1 = 100 % / 3 = 70 %, least_peers: 2 | third | 7 |
        | peer-rank | higher | 10 | 60 | 80 90 70 | award: 1 = 100 % / 3 = 70 %, least_peers: 2 | beyond the last band | 0 |
        | peer-rank | higher | 10 | 60 | – – | award: last 40 %, least_peers: 0 | alone there is no rank | – |
        | peer-rank | higher | 10 | 60 | 90 – | award: last 40 %, least_peers: 0 | two are enough | 4 |
        | peer-rank | higher | 10 | 60 | 90 – | award: last 40 %, least_peers: 2 | too few | – |
        ",
    );
}

#[test]
fn a_statistic_of_the_peers_as_a_target() {
    check_examples(
        "
        | statistic | with_self | least_peers | polarity | actual | peers | by hand | target |
        |---|---|---|---|---|---|---|---|
        | mean | yes | 2 | lower | 8.0 | 9.0 10.0 | (8 + 9 + 10) ÷ 3 | 9 |
        | mean | no | 2 | lower | 8.0 | 9.0 10.0 | (9 + 10) ÷ 2 | 9.5 |
        | mean | yes | 2 | lower | 8.0 | 9.0 – | one other is too few | – |
        | mean | yes | 1 | lower | 8.0 | 9.0 – | the missing one is left out | 8.5 |
        | mean | no | 1 | lower | 8.0 | 9.0 n/a | so is the one that does not have it | 9 |
        | mean | no | 0 | lower | 8.0 | – – | without itself there is nobody | – |
        | mean | yes | 0 | lower | 8.0 | – – | itself alone, where that is asked for | 8 |
        | median | yes | 2 | higher | 1 | 5 4 | the middle of three | 4 |
        | median | no | 2 | higher | 1 | 5 4 | the mean of the two in the middle | 4.5 |
        | median | yes | 2 | higher | 100 | 5 4 3 | (4 + 5) ÷ 2 | 4.5 |
        | best | yes | 2 | higher | 1 | 5 4 | the highest | 5 |
        | best | yes | 2 | lower | 1 | 5 4 | the lowest | 1 |
        | best | no | 2 | lower | 1 | 5 4 | the lowest of the others | 4 |
        | quantile 0.75 | yes | 2 | higher | 10 | 20 30 40 | 0.75 of 3 steps from 10 on: 30 + 0.25 × 10 | 32.5 |
        | quantile 0 | yes | 2 | higher | 10 | 20 30 40 | the lowest | 10 |
        | quantile 1 | yes | 2 | higher | 10 | 20 30 40 | the highest | 40 |
        | quantile 0.5 | yes | 2 | higher | 10 | 20 60 40 | as the median: (20 + 40) ÷ 2 | 30 |
        | quantile 0.25 | no | 2 | higher | 10 | 20 30 | 20 + 0.25 × 10 | 22.5 |
        ",
    );
}

//! The sorted map against the map of the standard library.

use std::collections::BTreeMap;

use counterpoise::domain::decimal;
use counterpoise::domain::sorted::SortedMap;
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::random_books::config;

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn it_does_what_a_map_does(acts in vec((0..3_u8, 0..8_u8, any::<u8>()), 0..40)) {
        let (mut ours, mut theirs) = (SortedMap::default(), BTreeMap::new());
        for (act, key, value) in acts {
            match act {
                0 => prop_assert_eq!(ours.insert(key, value), theirs.insert(key, value)),
                1 => prop_assert_eq!(ours.remove(&key), theirs.remove(&key)),
                _ => {
                    ours.change(&key, |old: &mut u8| *old ^= value);
                    *theirs.entry(key).or_default() ^= value;
                }
            }
            prop_assert_eq!(ours.get(&key), theirs.get(&key));
            prop_assert!(ours.iter().eq(theirs.iter()));
            prop_assert_eq!(ours.is_empty(), theirs.is_empty());
        }
        prop_assert!(ours.keys().eq(theirs.keys()) && ours.values().eq(theirs.values()));
    }

    #[test]
    fn decimals_are_read_as_their_crate_reads_them(text in "-?[0-9]{0,32}(\\.[0-9]{0,31})?") {
        let theirs = Decimal::from_str_exact(&text).ok().map(|value| value.to_string());
        prop_assert_eq!(decimal::parse(&text).map(|value| value.to_string()), theirs);
    }
}

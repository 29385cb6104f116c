//! Sorting keeps the order of what is equal, and loses nothing.

use counterpoise::domain::order::{sort_by, sort_by_key};
use proptest::prelude::*;

proptest! {
    #[test]
    fn lists_come_into_the_order_of_the_standard_sort(mut items in prop::collection::vec((0_u8..6, any::<u16>()), 0..40)) {
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort_by_key(&mut items, |(key, _)| *key);
        prop_assert_eq!(&items, &expected);
        expected.sort_by_key(|(_, other)| std::cmp::Reverse(*other));
        sort_by(&mut items, |a, b| b.1.cmp(&a.1));
        prop_assert_eq!(items, expected);
    }
}

//! Natural numbers of any size: schoolbook arithmetic on limbs of 32 bits.

use std::cmp::Ordering;
use std::iter::repeat;

/// The lowest limb first, and none that is zero at the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Natural(Vec<u32>);

impl Natural {
    fn trimmed(mut limbs: Vec<u32>) -> Self {
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        Self(limbs)
    }

    pub(super) fn to_u128(&self) -> Option<u128> {
        (self.0.len() <= 4).then(|| top(&self.0, 4))
    }

    pub(super) fn is_even(&self) -> bool {
        self.0.first().is_none_or(|limb| limb & 1 == 0)
    }

    pub(super) fn bits(&self) -> u64 {
        let unused = self.0.last().map_or(0, |limb| u64::from(limb.leading_zeros()));
        (self.0.len() as u64).saturating_mul(32).saturating_sub(unused)
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let (longer, shorter) = if self.0.len() < other.0.len() { (other, self) } else { (self, other) };
        let mut limbs = longer.0.clone();
        limbs.push(0);
        add_product(&mut limbs, &shorter.0, 1);
        Self::trimmed(limbs)
    }

    /// `other` is not above `self`.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let mut limbs = self.0.clone();
        subtract_product(&mut limbs, &other.0, 1);
        Self::trimmed(limbs)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let row = other.0.len().saturating_add(1);
        let mut limbs = vec![0; self.0.len().saturating_add(row)];
        for (start, limb) in self.0.iter().enumerate() {
            if let Some(places) = limbs.get_mut(start..start.saturating_add(row)) {
                add_product(places, &other.0, *limb);
            }
        }
        Self::trimmed(limbs)
    }

    /// The quotient and the remainder; of a division by zero, zero and the whole.
    pub(super) fn divided(&self, divisor: &Self) -> (Self, Self) {
        let mut remainder = self.0.clone();
        remainder.push(0);
        let digits = remainder.len().saturating_sub(divisor.0.len());
        let mut quotient = vec![0; digits];
        for (start, digit) in quotient.iter_mut().enumerate().rev() {
            if let Some(places) = remainder.get_mut(start..) {
                *digit = take_out(places, &divisor.0);
            }
            // The remainder is below the divisor now: its top limb is zero.
            remainder.pop();
        }
        (Self::trimmed(quotient), Self::trimmed(remainder))
    }

    /// The greatest common divisor, after Euclid; with zero, the other number.
    pub(super) fn gcd(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.clone(), other.clone());
        loop {
            if let (Some(a), Some(b)) = (a.to_u128(), b.to_u128()) {
                return Self::from(gcd(a, b));
            }
            if b.0.is_empty() {
                return a;
            }
            let (_, remainder) = a.divided(&b);
            (a, b) = (b, remainder);
        }
    }
}

impl From<u128> for Natural {
    fn from(mut value: u128) -> Self {
        let mut limbs = Vec::new();
        while value != 0 {
            limbs.push(value as u32);
            value >>= 32;
        }
        Self(limbs)
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The greatest common divisor, by halving; with zero, the other number.
pub(super) fn gcd(mut a: u128, mut b: u128) -> u128 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let twos = (a | b).trailing_zeros();
    a = a.wrapping_shr(a.trailing_zeros());
    while b != 0 {
        b = b.wrapping_shr(b.trailing_zeros());
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a.wrapping_shl(twos)
}

/// The number that the `count` highest limbs make, at most four.
fn top(limbs: &[u32], count: usize) -> u128 {
    limbs.iter().rev().take(count).fold(0, |number, limb| number << 32 | u128::from(*limb))
}

/// Adds `limbs` × `factor`; what does not fit into `places` is lost.
fn add_product(places: &mut [u32], limbs: &[u32], factor: u32) {
    let mut carry = 0_u64;
    for (place, limb) in places.iter_mut().zip(limbs.iter().chain(repeat(&0))) {
        // At most (2^32 − 1)² + 2 × (2^32 − 1) = 2^64 − 1.
        let product = u64::from(*limb).wrapping_mul(u64::from(factor));
        let sum = product.wrapping_add(u64::from(*place)).wrapping_add(carry);
        *place = sum as u32;
        carry = sum >> 32;
    }
}

/// Subtracts `limbs` × `factor`; whether it was more than `places` held.
fn subtract_product(places: &mut [u32], limbs: &[u32], factor: u32) -> bool {
    let mut borrow = 0_u64;
    for (place, limb) in places.iter_mut().zip(limbs.iter().chain(repeat(&0))) {
        // At most (2^32 − 1)² + 2^32 − 1, whose lower half is zero: the borrow stays below 2^32.
        let product = u64::from(*limb).wrapping_mul(u64::from(factor)).wrapping_add(borrow);
        let (difference, below) = place.overflowing_sub(product as u32);
        *place = difference;
        borrow = (product >> 32).wrapping_add(u64::from(below));
    }
    borrow != 0
}

/// Takes `divisor` out of `places`, which is one limb longer, as often as it goes; how often.
///
/// Knuth's algorithm D, guessing from three limbs by two. The two are at least 2^32 and the digit
/// is below 2^32, so the guess is at most one too high; it needs no normalised divisor.
fn take_out(places: &mut [u32], divisor: &[u32]) -> u32 {
    let guess = top(places, 3).checked_div(top(divisor, 2)).unwrap_or(0);
    let digit = u32::try_from(guess).unwrap_or(u32::MAX);
    if subtract_product(places, divisor, digit) {
        add_product(places, divisor, 1);
        return digit.wrapping_sub(1);
    }
    digit
}

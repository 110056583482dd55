//! How many attempts went to the phone numbers that begin in a way.

use crate::attempt::{Attempt, Filter};
use crate::sorted::Sorted;
use crate::store::Store;
use std::collections::{BTreeMap, HashMap};

/// How many attempts are looked at one by one. Where more begin in the same way, they are counted.
const FEW: usize = 8;

/// A channel, and a country.
type Kind = (String, Option<String>);

/// When attempts of a kind were made, and when those of them that have converted.
#[derive(Clone, Debug, Default)]
struct Times {
    all: Sorted<u64>,
    converted: Sorted<u64>,
}

/// Attempts of each kind in a Service, and in all of them together, whose name is empty.
#[derive(Clone, Debug, Default)]
struct Counts(HashMap<String, BTreeMap<Kind, Times>>);

impl Counts {
    /// Counts an attempt, in its Service and among all.
    fn add(&mut self, attempt: &Attempt, times: fn(&mut Times) -> &mut Sorted<u64>) {
        for service_sid in [attempt.service_sid.as_str(), ""] {
            let kind = (attempt.channel.clone(), attempt.country.clone());
            let counted = self.0.entry(service_sid.to_owned()).or_default().entry(kind).or_default();
            times(counted).insert(attempt.second());
        }
    }

    /// Counts one that may have converted already.
    fn note(&mut self, attempt: &Attempt) {
        self.add(attempt, |times| &mut times.all);
        if attempt.converted {
            self.add(attempt, |times| &mut times.converted);
        }
    }

    /// How many a filter takes, whatever number it asks for, and how many of them have converted.
    fn sum(&self, filter: &Filter<'_>) -> (usize, usize) {
        let (mut all, mut converted) = (0, 0);
        let counts = self.0.get(filter.service_sid.unwrap_or_default());
        for ((channel, country), times) in counts.into_iter().flatten() {
            if filter.channel.is_none_or(|asked| asked == channel)
                && filter.country.is_none_or(|asked| Some(asked) == country.as_deref())
            {
                let seconds = filter.seconds();
                all += times.all.count(seconds.start, seconds.end);
                converted += times.converted.count(seconds.start, seconds.end);
            }
        }
        (all, converted)
    }
}

/// What is known of the attempts to numbers that begin in the same way.
#[derive(Clone, Debug)]
enum Known {
    /// Which ones they are: their numbers.
    Few(Vec<u64>),
    /// How many there are. What is known of those that begin with one digit more is known apart.
    Many(Counts),
}

/// The attempts to phone numbers, by how these begin.
#[derive(Clone, Debug, Default)]
pub struct Destinations(HashMap<String, Known>);

/// How a phone number begins: its plus, with no digit, with one, and so on until it ends. Other addresses have nothing of the kind.
fn beginnings(to: &str) -> impl Iterator<Item = &str> {
    let ends = to.char_indices().skip(1).map(|(at, _)| at).chain([to.len()]);
    ends.filter_map(move |end| to.get(..end)).filter(|beginning| beginning.starts_with('+'))
}

impl Destinations {
    /// Notes the attempt with this number.
    pub fn insert(&mut self, number: u64, attempts: &Store<Attempt>) {
        let Some(attempt) = attempts.at(number) else { return };
        for (digits, beginning) in beginnings(&attempt.to).enumerate() {
            match self.0.entry(beginning.to_owned()).or_insert_with(|| Known::Few(Vec::new())) {
                Known::Few(few) if few.len() < FEW => return few.push(number),
                Known::Few(few) => {
                    // Too many: from now on they are counted, and each is known by one digit more.
                    let earlier = std::mem::take(few);
                    let mut counts = Counts::default();
                    for (number, one) in
                        earlier.iter().filter_map(|number| Some((number, attempts.at(*number)?)))
                    {
                        counts.note(one);
                        if let Some(next) = beginnings(&one.to).nth(digits + 1) {
                            let next =
                                self.0.entry(next.to_owned()).or_insert_with(|| Known::Few(Vec::new()));
                            if let Known::Few(few) = next {
                                few.push(*number);
                            }
                        }
                    }
                    counts.note(attempt);
                    self.0.insert(beginning.to_owned(), Known::Many(counts));
                }
                Known::Many(counts) => counts.note(attempt),
            }
        }
    }

    /// An attempt has converted.
    pub fn convert(&mut self, attempt: &Attempt) {
        for beginning in beginnings(&attempt.to) {
            let Some(Known::Many(counts)) = self.0.get_mut(beginning) else { return };
            counts.add(attempt, |times| &mut times.converted);
        }
    }

    /// How many attempts went to numbers that begin so, as far as a filter takes them, and how many of them have converted.
    pub fn sum(&self, beginning: &str, filter: &Filter<'_>, attempts: &Store<Attempt>) -> (usize, usize) {
        // What is known of these digits, or of the most of them that anything is known of.
        let known = beginnings(beginning).map_while(|beginning| Some((beginning, self.0.get(beginning)?)));
        match known.last() {
            Some((all, Known::Many(counts))) if all == beginning => counts.sum(filter),
            Some((_, Known::Few(few))) => {
                let found = few.iter().filter_map(|number| attempts.at(*number));
                let found = found.filter(|one| one.to.starts_with(beginning) && filter.takes(one));
                found.fold((0, 0), |(all, converted), one| (all + 1, converted + usize::from(one.converted)))
            }
            _ => (0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_begins_with_its_plus_and_each_of_its_digits() {
        assert_eq!(beginnings("+491").collect::<Vec<_>>(), ["+", "+4", "+49", "+491"]);
        assert_eq!(beginnings("+").collect::<Vec<_>>(), ["+"]);
        assert_eq!(beginnings("+é1").collect::<Vec<_>>(), ["+", "+é", "+é1"]);
        assert_eq!(beginnings("").chain(beginnings("anna@example.com")).next(), None);
    }

    #[test]
    fn what_few_numbers_begin_with_is_not_counted_and_what_more_do_is_until_few_are_left() {
        let mut attempts = Store::default();
        let mut destinations = Destinations::default();
        let mut send = |last: usize| {
            let number = attempts.insert(Attempt {
                sid: format!("VL{last}"),
                service_sid: String::new(),
                verification_sid: String::new(),
                to: format!("+49{last}"),
                channel: "sms".to_owned(),
                country: None,
                code_length: 6,
                locale: None,
                error_code: None,
                converted: false,
                expires: 0,
                created: 0,
                updated: 0,
            });
            destinations.insert(number, &attempts);
            let counted = destinations.0.values().filter(|known| matches!(known, Known::Many(_))).count();
            (destinations.0.len(), counted)
        };
        for last in 0..FEW {
            assert_eq!(send(last), (1, 0));
        }
        // `+`, `+4` and `+49` are counted, and each number is alone with its last digit.
        assert_eq!(send(FEW), (3 + FEW + 1, 3));
    }
}

//! The attempts of an Account, with what finds and counts them.

use crate::attempt::{Attempt, Filter};
use crate::destinations::Destinations;
use crate::sorted::Sorted;
use crate::store::Store;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;

/// Where an attempt stands in a list: its second, and its number. Of two the earlier one comes first, also where the clock
/// was set back in between.
type Place = (u64, u64);

/// What the attempts of a list have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Common {
    /// All that a filter can ask for, beside dates, and beside what only few have.
    Kind {
        service_sid: Option<String>,
        channel: Option<String>,
        country: Option<String>,
        converted: Option<bool>,
    },
    To(String),
    Verification(String),
}

impl Common {
    /// Each kind of which an attempt is, if it has converted, or has not, if that is asked for.
    fn kinds(attempt: &Attempt, converted: Option<bool>) -> impl Iterator<Item = Common> {
        (0..8_u8).filter_map(move |asked| {
            let ask = |bit: u8, value: &str| (asked & bit != 0).then(|| value.to_owned());
            let country = attempt.country.as_deref();
            // What has no country is of no kind that has one.
            (asked & 4 == 0 || country.is_some()).then(|| Common::Kind {
                service_sid: ask(1, &attempt.service_sid),
                channel: ask(2, &attempt.channel),
                country: ask(4, country.unwrap_or_default()),
                converted,
            })
        })
    }

    /// The same of all that a filter takes. Each alone is enough to ask for.
    fn of(filter: &Filter<'_>) -> impl Iterator<Item = Common> {
        let kind = Common::Kind {
            service_sid: filter.service_sid.map(str::to_owned),
            channel: filter.channel.map(str::to_owned),
            country: filter.country.map(str::to_owned),
            converted: filter.converted,
        };
        let to = filter.to.map(|to| Common::To(to.to_owned()));
        let verification = filter.verification_sid.map(|sid| Common::Verification(sid.to_owned()));
        [Some(kind), to, verification].into_iter().flatten()
    }
}

/// The attempts of an Account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Store<Attempt>", into = "Store<Attempt>")]
pub struct Attempts {
    store: Store<Attempt>,
    /// Those that have something in common.
    lists: HashMap<Common, Sorted<Place>>,
    destinations: Destinations,
}

impl From<Store<Attempt>> for Attempts {
    fn from(store: Store<Attempt>) -> Attempts {
        let mut attempts = Attempts { store, ..Attempts::default() };
        let numbers: Vec<_> = attempts.store.range(0..u64::MAX).map(|(number, _)| number).collect();
        numbers.into_iter().for_each(|number| attempts.note(number));
        attempts
    }
}

impl From<Attempts> for Store<Attempt> {
    fn from(attempts: Attempts) -> Store<Attempt> {
        attempts.store
    }
}

impl Attempts {
    /// Adds one.
    pub fn push(&mut self, attempt: Attempt) {
        let number = self.store.insert(attempt);
        self.note(number);
    }

    fn note(&mut self, number: u64) {
        let Some(attempt) = self.store.at(number) else { return };
        let kinds = Common::kinds(attempt, None).chain(Common::kinds(attempt, Some(attempt.converted)));
        let own = [Common::To(attempt.to.clone()), Common::Verification(attempt.verification_sid.clone())];
        for common in kinds.chain(own) {
            self.lists.entry(common).or_default().insert((attempt.second(), number));
        }
        self.destinations.insert(number, &self.store);
    }

    /// The attempt with this SID.
    pub fn get(&self, sid: &str) -> Option<&Attempt> {
        self.store.get(sid)
    }

    /// The person came back with the code.
    pub fn convert(&mut self, sid: &str, now: u64) {
        let Some(number) = self.store.number(sid) else { return };
        let Some(attempt) = self.store.get_mut(sid) else { return };
        attempt.updated = now;
        if std::mem::replace(&mut attempt.converted, true) {
            return;
        }
        let place = (attempt.second(), number);
        for common in Common::kinds(attempt, Some(false)) {
            if let Some(list) = self.lists.get_mut(&common) {
                list.remove(place);
            }
        }
        for common in Common::kinds(attempt, Some(true)) {
            self.lists.entry(common).or_default().insert(place);
        }
        self.destinations.convert(attempt);
    }

    /// Where the list goes on from a number: of one that nobody has, at its end.
    fn place(&self, number: u64) -> Place {
        (self.store.at(number).map_or(u64::MAX, Attempt::second), number)
    }

    /// The list, of those that have in common what a filter asks for, of which fewest are to be looked at.
    fn shortest(&self, filter: &Filter<'_>) -> Option<&Sorted<Place>> {
        let Range { start, end } = filter.seconds();
        let lists = Common::of(filter).map(|common| self.lists.get(&common));
        let lists: Option<Vec<_>> = lists.collect();
        lists?.into_iter().min_by_key(|list| list.count((start, 0), (end, 0)))
    }

    /// Those that a filter takes, the earliest first: from the one with the number at which a range begins to the one before
    /// that at which it ends.
    pub fn range<'a>(
        &'a self,
        numbers: Range<u64>,
        filter: &'a Filter<'_>,
    ) -> impl DoubleEndedIterator<Item = (u64, &'a Attempt)> {
        let Range { start, end } = filter.seconds();
        // A page goes on after an item: where the range begins is one more than the number of that.
        let after = numbers.start.checked_sub(1).map_or((0, 0), |last| {
            let (second, number) = self.place(last);
            (second, number.saturating_add(1))
        });
        let (from, to) = (after.max((start, 0)), self.place(numbers.end).min((end, 0)));
        let list = self.shortest(filter).into_iter().flat_map(move |list| list.range(from, to));
        let all = list.filter_map(|(_, number)| Some((number, self.store.at(number)?)));
        all.filter(|(_, attempt)| filter.takes(attempt))
    }

    /// How many there are that the filter of a summary takes, and how many of them have converted.
    pub fn summary(&self, filter: &Filter<'_>) -> (usize, usize) {
        if let Some(prefix) = filter.prefix {
            return self.destinations.sum(&format!("+{prefix}"), filter, &self.store);
        }
        let Range { start, end } = filter.seconds();
        let count = |converted| {
            let list = Common::of(&Filter { converted, ..filter.clone() }).next();
            list.and_then(|common| self.lists.get(&common)).map_or(0, |list| list.count((start, 0), (end, 0)))
        };
        (count(None), count(Some(true)))
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::option::{of, weighted};
    use proptest::prelude::*;
    use proptest::sample::select;

    const NOW: u64 = 1_438_286_400_000;

    const SERVICES: [&str; 2] = ["VA1", "VA2"];
    const CHANNELS: [&str; 3] = ["sms", "call", "email"];
    const COUNTRIES: [&str; 3] = ["DE", "US", "CA"];
    const DATES: std::ops::Range<u64> = NOW - 20_000..NOW + 60_000;

    prop_compose! {
        fn attempt()(
            service in select(&SERVICES),
            verification in 0..9_u8,
            // Many have one number, and more begin as another one does.
            to in prop_oneof![
                2 => "[+]49[12]{0,3}",
                2 => Just("+4911".to_owned()),
                1 => "[+]1415[0-9]{0,4}",
                1 => "[ab]@x[.]test",
            ],
            channel in select(&CHANNELS),
            country in of(select(&COUNTRIES)),
            // What has come back with a snapshot.
            converted in proptest::bool::weighted(0.1),
            created in DATES,
        ) -> Attempt {
            Attempt {
                sid: String::new(),
                service_sid: service.to_owned(),
                verification_sid: format!("VE{verification}"),
                to,
                channel: channel.to_owned(),
                country: country.map(str::to_owned),
                code_length: 6,
                locale: None,
                error_code: None,
                converted,
                expires: 0,
                created,
                updated: created,
            }
        }
    }

    /// A filter, with what owns its texts.
    type Asked = (
        (Option<&'static str>, Option<String>, Option<String>, Option<&'static str>, Option<&'static str>),
        (Option<bool>, Option<u64>, Option<u64>, String),
    );

    fn asked() -> impl Strategy<Value = Asked> {
        let date = || weighted(0.3, prop_oneof![DATES, DATES.prop_map(|date| date / 1000 * 1000)]);
        (
            (
                weighted(0.3, select(&SERVICES[..])),
                weighted(0.1, "VE[0-9]"),
                weighted(0.1, "[+]49[12]{0,3}"),
                weighted(0.3, select(&CHANNELS[..])),
                weighted(0.3, select(&COUNTRIES[..])),
            ),
            (weighted(0.3, any::<bool>()), date(), date(), "(49[12]{0,4}|1(4(15[0-9]{0,5})?)?|7?)"),
        )
    }

    fn filter(asked: &Asked) -> Filter<'_> {
        let ((service_sid, verification_sid, to, channel, country), (converted, after, before, _)) = asked;
        Filter {
            service_sid: *service_sid,
            verification_sid: verification_sid.as_deref(),
            to: to.as_deref(),
            channel: *channel,
            country: *country,
            converted: *converted,
            after: *after,
            before: *before,
            prefix: None,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn lists_and_summaries_are_those_of_looking_at_every_attempt_wherever_the_clock_jumped(
            made in vec(attempt(), 0..400),
            // Most are made one after the other; then the clock jumps.
            in_order in any::<bool>(),
            converted in vec(any::<prop::sample::Index>(), 0..100),
            asked in vec(asked(), 1..40),
            size in 1..20_usize,
        ) {
            let mut attempts = Attempts::default();
            for (number, mut attempt) in made.iter().cloned().enumerate() {
                attempt.sid = format!("VL{number}");
                if in_order && number % 100 != 99 {
                    attempt.created = NOW + number as u64 * 100;
                }
                attempts.push(attempt);
            }
            for index in converted.iter().filter(|_| !made.is_empty()) {
                attempts.convert(&format!("VL{}", index.index(made.len())), NOW);
            }
            let restored = Attempts::from(attempts.store.clone());
            let mut all: Vec<_> = attempts.store.range(0..u64::MAX).collect();
            all.sort_by_key(|(number, attempt)| (attempt.second(), *number));
            for asked in &asked {
                let filter = filter(asked);
                let expected: Vec<_> =
                    all.iter().filter(|(_, one)| filter.takes(one)).map(|(number, _)| *number).collect();
                for attempts in [&attempts, &restored] {
                    let of = |range| attempts.range(range, &filter).map(|(number, _)| number).collect::<Vec<_>>();
                    prop_assert_eq!(&of(0..u64::MAX), &expected);
                    let back: Vec<_> = attempts.range(0..u64::MAX, &filter).rev().map(|(number, _)| number).collect();
                    prop_assert!(back.iter().eq(expected.iter().rev()));
                    // A walk of pages, and what comes before one.
                    let mut walked = Vec::new();
                    while let Some(page) = Some(of(walked.last().map_or(0, |last| last + 1)..u64::MAX))
                        && !page.is_empty()
                    {
                        prop_assert_eq!(&of(0..page[0]), &walked);
                        walked.extend(page.into_iter().take(size));
                    }
                    prop_assert_eq!(&walked, &expected);
                }
                // A summary asks for no Verification, number or status.
                let filter = Filter { verification_sid: None, to: None, converted: None, ..filter };
                let count = |prefix: &str, filter: &Filter<'_>| {
                    let taken = all.iter().filter(|(_, one)| one.to.starts_with(prefix) && filter.takes(one));
                    taken.fold((0, 0), |(sum, converted), (_, one)| (sum + 1, converted + usize::from(one.converted)))
                };
                let (_, (.., prefix)) = asked;
                let begun = Filter { prefix: Some(prefix), ..filter.clone() };
                for attempts in [&attempts, &restored] {
                    prop_assert_eq!(attempts.summary(&filter), count("", &filter));
                    prop_assert_eq!(attempts.summary(&begun), count(&format!("+{prefix}"), &filter));
                }
            }
        }
    }

    #[test]
    fn no_more_are_looked_at_than_a_list_shows_or_one_number_or_verification_has() {
        let mut attempts = Attempts::default();
        for number in 0..100_u64 {
            attempts.push(Attempt {
                sid: format!("VL{number}"),
                service_sid: "VA1".to_owned(),
                verification_sid: format!("VE{}", number / 2),
                to: format!("+4915{}", number / 4),
                channel: if number.is_multiple_of(10) { "call" } else { "sms" }.to_owned(),
                country: Some(if number < 50 { "FR" } else { "DE" }.to_owned()),
                code_length: 6,
                locale: None,
                error_code: None,
                converted: number.is_multiple_of(4),
                expires: 0,
                created: number * 1000,
                updated: number * 1000,
            });
        }
        attempts.convert("VL50", 0);
        attempts.convert("VL50", 0);
        attempts.convert("VL100", 0);
        let all = Filter::default();
        for (filter, looked_at) in [
            (all.clone(), 100),
            (Filter { service_sid: Some("VA1"), channel: Some("call"), ..all.clone() }, 10),
            (Filter { service_sid: Some("VA2"), channel: Some("call"), ..all.clone() }, 0),
            (Filter { channel: Some("call"), country: Some("FR"), ..all.clone() }, 5),
            (Filter { converted: Some(true), ..all.clone() }, 26),
            (Filter { converted: Some(false), country: Some("DE"), ..all.clone() }, 37),
            (Filter { after: Some(97_500), ..all.clone() }, 2),
            (Filter { before: Some(1000), ..all.clone() }, 2),
            (Filter { after: Some(10_000), before: Some(20_000), channel: Some("call"), ..all.clone() }, 2),
            (Filter { verification_sid: Some("VE3"), channel: Some("sms"), ..all.clone() }, 2),
            (Filter { to: Some("+49157"), ..all.clone() }, 4),
            (Filter { to: Some("+49157"), verification_sid: Some("VE14"), ..all.clone() }, 2),
            (Filter { to: Some("+49157"), after: Some(30_000), ..all.clone() }, 2),
            (Filter { to: Some("+49157"), country: Some("ES"), ..all.clone() }, 0),
        ] {
            let Range { start, end } = filter.seconds();
            let list = attempts.shortest(&filter);
            assert_eq!(list.map_or(0, |list| list.count((start, 0), (end, 0))), looked_at, "{filter:?}");
        }
    }
}

//! Lists, a page at a time.

use crate::call::Call;
use crate::error::Error;
use form_urlencoded::Serializer;
use std::ops::Range;
use twilio_verify::models::ListBucketResponseMeta;

/// The size of a page where none is given.
const PAGE_SIZE: u32 = 50;

/// What a page's own parameters are called. All others of a list are its filters.
const PAGING: [&str; 3] = ["PageSize", "Page", "PageToken"];

/// Which item of a list comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The oldest.
    Ascending,
    /// The newest.
    Descending,
}

/// The items of the page that a call asks for, and where it stands in its list.
///
/// `items` gives those of a range of numbers, the oldest first. A page token names the item that the page comes after or
/// before, so that a walk neither repeats nor skips one when others are deleted in between.
pub fn page<'a, T: 'a, I: DoubleEndedIterator<Item = (u64, &'a T)>>(
    call: &Call<'_>,
    key: &str,
    order: Order,
    items: impl Fn(Range<u64>) -> I,
) -> Result<(Vec<&'a T>, ListBucketResponseMeta), Error> {
    let values = &call.values;
    let size = values.number("PageSize").unwrap_or(PAGE_SIZE);
    let number = values.number("Page").unwrap_or(0);
    let count = size as usize;
    let token = match values.get("PageToken") {
        Some(text) => {
            Some(token(text).ok_or_else(|| values.invalid("PageToken", "is not a token of a page"))?)
        }
        None => None,
    };
    // The items on one side of an item, those next to it first.
    let take = |token: Token, count: usize| -> Vec<(u64, &'a T)> {
        match (token, order) {
            (Token::After(number), Order::Ascending) | (Token::Before(number), Order::Descending) => {
                items(number.saturating_add(1)..u64::MAX).take(count).collect()
            }
            (Token::Before(number), Order::Ascending) | (Token::After(number), Order::Descending) => {
                items(0..number).rev().take(count).collect()
            }
        }
    };
    let shown = match (token, order) {
        (None, Order::Ascending) => items(0..u64::MAX).take(count).collect(),
        (None, Order::Descending) => items(0..u64::MAX).rev().take(count).collect(),
        (Some(Token::After(number)), _) => take(Token::After(number), count),
        (Some(Token::Before(number)), _) => {
            let mut shown = take(Token::Before(number), count);
            shown.reverse();
            shown
        }
    };
    let url = |page: u32, token: Option<String>| {
        let mut query = Serializer::new(String::new());
        for (name, value) in call.request.query() {
            if !PAGING.iter().any(|paging| paging.eq_ignore_ascii_case(&name)) {
                query.append_pair(&name, &value);
            }
        }
        query.append_pair("PageSize", &size.to_string()).append_pair("Page", &page.to_string());
        if let Some(token) = token {
            query.append_pair("PageToken", &token);
        }
        format!("{}?{}", call.request.location(), query.finish())
    };
    let next =
        shown.last().map(|(number, _)| Token::After(*number)).filter(|token| !take(*token, 1).is_empty());
    let previous =
        shown.first().map(|(number, _)| Token::Before(*number)).filter(|token| !take(*token, 1).is_empty());
    let meta = ListBucketResponseMeta {
        first_page_url: Some(url(0, None)),
        key: Some(key.to_owned()),
        next_page_url: next.map(|token| url(number.saturating_add(1), Some(token.text()))),
        page: Some(number.into()),
        page_size: Some(size.into()),
        previous_page_url: previous.map(|token| url(number.saturating_sub(1), Some(token.text()))),
        url: Some(url(number, values.get("PageToken").map(str::to_owned))),
    };
    Ok((shown.into_iter().map(|(_, item)| item).collect(), meta))
}

/// Where a page begins or ends.
#[derive(Clone, Copy)]
enum Token {
    After(u64),
    Before(u64),
}

impl Token {
    fn text(self) -> String {
        match self {
            Token::After(number) => format!("PA{number:016x}"),
            Token::Before(number) => format!("PB{number:016x}"),
        }
    }
}

fn token(text: &str) -> Option<Token> {
    let digits = text.get(2..).filter(|digits| digits.len() == 16)?;
    let number = digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u64::from_str_radix(digits, 16));
    match (text.get(..2), number) {
        (Some("PA"), Some(Ok(number))) => Some(Token::After(number)),
        (Some("PB"), Some(Ok(number))) => Some(Token::Before(number)),
        _ => None,
    }
}

//! Lists, a page at a time.

use crate::error::Error;
use crate::message::Request;
use crate::router::Values;
use form_urlencoded::Serializer;
use std::collections::BTreeMap;
use twilio_verify::models::ListBucketResponseMeta;

/// The parameters of a page that Twilio takes where none are given.
const PAGE_SIZE: u32 = 50;

/// The items of the page that a request asks for, and where it stands in its list.
///
/// A page token names the item that the page comes after or before, so that a walk neither repeats nor skips one when
/// others are deleted in between.
pub fn page<'a, T>(
    items: &'a BTreeMap<u64, T>,
    key: &str,
    request: &Request,
    values: &Values,
) -> Result<(Vec<&'a T>, ListBucketResponseMeta), Error> {
    let size = values.number("PageSize").unwrap_or(PAGE_SIZE);
    let number = values.number("Page").unwrap_or(0);
    let count = size as usize;
    let shown: Vec<(u64, &T)> = match values.get("PageToken").map(token).transpose()? {
        None => items.iter().take(count).map(|(number, item)| (*number, item)).collect(),
        Some(Token::After(last)) => {
            items.range(last.saturating_add(1)..).take(count).map(|(number, item)| (*number, item)).collect()
        }
        Some(Token::Before(first)) => {
            let mut shown: Vec<_> =
                items.range(..first).rev().take(count).map(|(number, item)| (*number, item)).collect();
            shown.reverse();
            shown
        }
    };
    let url = |page: u32, token: Option<Token>| {
        let mut query = Serializer::new(String::new());
        query.append_pair("PageSize", &size.to_string()).append_pair("Page", &page.to_string());
        if let Some(token) = token {
            query.append_pair("PageToken", &token.text());
        }
        format!("{}?{}", request.location(), query.finish())
    };
    let first = shown.first().map(|(number, _)| *number);
    let last = shown.last().map(|(number, _)| *number);
    let next = last.filter(|last| items.range(last.saturating_add(1)..).next().is_some());
    let previous = first.filter(|first| items.range(..first).next().is_some());
    let meta = ListBucketResponseMeta {
        first_page_url: Some(url(0, None)),
        key: Some(key.to_owned()),
        next_page_url: next.map(|last| url(number.saturating_add(1), Some(Token::After(last)))),
        page: Some(number.into()),
        page_size: Some(size.into()),
        previous_page_url: previous.map(|first| url(number.saturating_sub(1), Some(Token::Before(first)))),
        url: Some(request.url.clone()),
    };
    Ok((shown.into_iter().map(|(_, item)| item).collect(), meta))
}

/// Where a page begins or ends.
enum Token {
    After(u64),
    Before(u64),
}

impl Token {
    fn text(&self) -> String {
        match self {
            Token::After(number) => format!("PA{number:016x}"),
            Token::Before(number) => format!("PB{number:016x}"),
        }
    }
}

fn token(text: &str) -> Result<Token, Error> {
    let number = text
        .get(2..)
        .filter(|digits| digits.len() == 16)
        .and_then(|digits| u64::from_str_radix(digits, 16).ok());
    match (text.get(..2), number) {
        (Some("PA"), Some(number)) => Ok(Token::After(number)),
        (Some("PB"), Some(number)) => Ok(Token::Before(number)),
        _ => Err(Error::invalid("PageToken", "is not a token of a page")),
    }
}

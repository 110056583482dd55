//! What every list has.

use crate::schema::{Number, model};

model! {
    /// Where a page stands in its list, and how to reach the others.
    ListBucketResponseMeta {
        /// The URL of the list's first page.
        first_page_url: String,
        /// The name of the field that holds the page's items.
        key: String,
        /// The URL of the next page; null on the last one.
        [nullable] next_page_url: String,
        /// The index of this page, from 0.
        page: Number,
        /// How many items a page holds at most.
        page_size: Number,
        /// The URL of the page before; null on the first one.
        [nullable] previous_page_url: String,
        /// The URL of this page.
        url: String,
    }
}

//! Templates: the texts of messages.
//! Source: [Twilio's Template resource](https://www.twilio.com/docs/verify/api/templates).

use super::ListBucketResponseMeta;
use crate::schema::{Object, model};

model! {
    /// A page of the list of the templates that can be used.
    ListVerificationTemplateResponse {
        /// The templates on this page.
        templates: Vec<VerifyV2VerificationTemplate>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// A template: the text of a message, in one or several languages.
    VerifyV2VerificationTemplate {
        /// The template's SID: `HJ` and 32 hexadecimal digits.
        sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// Its name, for people to read.
        friendly_name: String,
        /// The channels that it can be used on, such as `sms`.
        channels: Vec<String>,
        /// Its text in each language, with its status and when it was last changed.
        translations: Object,
    }
}

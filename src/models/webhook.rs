//! Webhooks: where Twilio tells of events.
//! Source: [Twilio's Webhooks resource](https://www.twilio.com/docs/verify/api/webhooks).

use super::ListBucketResponseMeta;
use crate::schema::{Date, enumeration, model};

model! {
    /// A page of the list of a Service's webhooks.
    ListWebhookResponse {
        /// The webhooks on this page.
        webhooks: Vec<VerifyV2ServiceWebhook>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// A webhook: a URL of yours that Twilio calls when something happens to Factors and Challenges.
    VerifyV2ServiceWebhook {
        /// The webhook's SID: `YW` and 32 hexadecimal digits.
        sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// Its name, for people to read.
        friendly_name: String,
        /// The events that it is told, such as `factor.verified`; `*` is all of them.
        event_types: Vec<String>,
        /// Whether it is called.
        status: WebhookEnumStatus,
        /// The version of what it is told.
        version: WebhookEnumVersion,
        /// The URL that is called.
        webhook_url: String,
        /// The method that it is called with.
        webhook_method: WebhookEnumMethods,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Its URL.
        url: String,
    }
}

enumeration! {
    /// The HTTP methods that a webhook can be called with.
    WebhookEnumMethods {
        /// GET.
        Get = "GET",
        /// POST.
        Post = "POST",
    }
}

enumeration! {
    /// Whether a webhook is called.
    WebhookEnumStatus {
        /// It is.
        Enabled = "enabled",
        /// It is not.
        Disabled = "disabled",
    }
}

enumeration! {
    /// The versions of what a webhook is told.
    WebhookEnumVersion {
        /// The first; a new integration should take the second.
        V1 = "v1",
        /// The second.
        V2 = "v2",
    }
}

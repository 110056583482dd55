//! Services: settings that Verifications and Factors share.
//! Source: [Twilio's Service resource](https://www.twilio.com/docs/verify/api/service).

use super::ListBucketResponseMeta;
use crate::schema::{Date, Number, Object, model};

model! {
    /// A page of the list of the Services of an Account.
    ListServiceResponse {
        /// The Services on this page.
        services: Vec<VerifyV2Service>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// A Service: the settings of the Verifications, Entities and Factors in it.
    VerifyV2Service {
        /// The Service's SID: `VA` and 32 hexadecimal digits.
        sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// Its name, which messages show.
        friendly_name: String,
        /// How many characters a code has, 4 to 10.
        code_length: Number = 0,
        /// Whether each Verification looks the phone number up, and tells what it found.
        lookup_enabled: bool,
        /// Whether a Verification has to name amount and payee (PSD2).
        psd2_enabled: bool,
        /// Whether no SMS is sent to landlines. Works only with `lookup_enabled`.
        skip_sms_to_landlines: bool,
        /// Whether the person has to press a key before a call tells the code.
        dtmf_input_required: bool,
        /// The voice that calls speak with, where it is not the usual one.
        [nullable] tts_name: String,
        /// Whether an SMS ends with the advice to share the code with nobody.
        do_not_share_warning_enabled: bool,
        /// Whether a Verification may bring its own code.
        custom_code_enabled: bool,
        /// Settings of `push` Factors: `apn_credential_sid`, `fcm_credential_sid`, `include_date`.
        push: Object,
        /// Settings of `totp` Factors: `issuer`, `time_step` (seconds), `code_length` (digits), `skew` (time steps).
        totp: Object,
        /// The SID of the template of its messages: `HJ` and 32 hexadecimal digits.
        [nullable] default_template_sid: String,
        /// Settings of WhatsApp: `msg_service_sid` and `from`.
        whatsapp: Object,
        /// Settings of `passkeys` Factors: `relying_party`, `authenticator_attachment`, `discoverable_credentials`,
        /// `user_verification`.
        passkeys: Object,
        /// Whether its events go to the sinks of your Event Streams.
        verify_event_subscription_enabled: bool,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Its URL.
        url: String,
        /// The URLs of what belongs to it: Verifications, Entities, rate limits, webhooks and the like.
        links: Object,
    }
}

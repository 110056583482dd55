//! Verifications: codes that are sent to a phone number or e-mail address, and their checks.
//! Source: [Twilio's Verification resource](https://www.twilio.com/docs/verify/api/verification).
//! [Twilio's Verification Check resource](https://www.twilio.com/docs/verify/api/verification-check).

use crate::schema::{Date, Number, Object, enumeration, model};

model! {
    /// What comes in place of a Verification where there have been too many: Twilio's error, as data.
    CreateVerification429Response {
        /// Twilio's code of the error.
        code: Number,
        /// What was wrong.
        message: String,
        /// The URL of Twilio's page on the error.
        more_info: String,
        /// The HTTP status, 429.
        status: Number,
    }
}

model! {
    /// A Verification: a code on its way to a person.
    VerifyV2ServiceVerification {
        /// The Verification's SID: `VE` and 32 hexadecimal digits.
        sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// Whom it is sent to: a phone number in E.164, or an e-mail address.
        to: String,
        /// How it is sent.
        channel: VerificationEnumChannel,
        /// How it stands: `pending`, `approved`, `canceled`, `max_attempts_reached`, `deleted`, `failed` or
        /// `expired`.
        status: String,
        /// Whether the right code came. `status` tells more.
        valid: bool,
        /// What is known of the phone number, where the Service looks it up.
        lookup: Object,
        /// The amount of the payment that is verified (PSD2).
        [nullable] amount: String,
        /// Who gets the payment that is verified (PSD2).
        [nullable] payee: String,
        /// The attempts to send it, each with `time`, `channel` and `attempt_sid`.
        send_code_attempts: Vec<Object>,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// For `sna`: the `url` that the person's device has to open. Opening it is what verifies.
        [secret, nullable] sna: Object,
        /// Its URL.
        url: String,
    }
}

model! {
    /// A check of a Verification: whether the code was right.
    VerifyV2ServiceVerificationCheck {
        /// The Verification's SID: `VE` and 32 hexadecimal digits.
        sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// Whom the code was sent to: a phone number in E.164, or an e-mail address.
        to: String,
        /// How it was sent.
        channel: VerificationCheckEnumChannel,
        /// How the Verification stands: `approved` where the code was right, else `pending`, `canceled`,
        /// `max_attempts_reached`, `deleted`, `failed` or `expired`.
        status: String,
        /// Whether the code was right. `status` tells more.
        valid: bool,
        /// The amount of the payment that is verified (PSD2).
        [nullable] amount: String,
        /// Who gets the payment that is verified (PSD2).
        [nullable] payee: String,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// For `sna`: the errors of the attempts so far, each with `attempt_sid` and `code`.
        sna_attempts_error_codes: Vec<Object>,
    }
}

enumeration! {
    /// How a Verification reaches a person.
    VerificationEnumChannel, VerificationCheckEnumChannel {
        /// A text message.
        Sms = "sms",
        /// A phone call.
        Call = "call",
        /// An e-mail.
        Email = "email",
        /// A WhatsApp message.
        Whatsapp = "whatsapp",
        /// No code: the network of the phone proves its number (silent network authentication).
        Sna = "sna",
    }
}

enumeration! {
    /// Whether Twilio's protection from SMS fraud checks a Verification.
    VerificationEnumRiskCheck {
        /// It does.
        Enable = "enable",
        /// It does not.
        Disable = "disable",
    }
}

enumeration! {
    /// What a Verification can be made by you.
    VerificationEnumStatus {
        /// No code is right any more.
        Canceled = "canceled",
        /// Your own system has seen the right code.
        Approved = "approved",
    }
}

//! Attempts to send Verifications, and what became of them.
//! Source:
//! [Twilio's Verification Attempts resource](https://www.twilio.com/docs/verify/api/list-verification-attempts).

use super::ListBucketResponseMeta;
use crate::schema::{Date, Number, Object, enumeration, model};

model! {
    /// A page of the list of the attempts of an Account.
    ListVerificationAttemptResponse {
        /// The attempts on this page.
        attempts: Vec<VerifyV2VerificationAttempt>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// An attempt to send a Verification.
    VerifyV2VerificationAttempt {
        /// The attempt's SID: `VL` and 32 hexadecimal digits.
        sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of its Verification: `VE` and 32 hexadecimal digits.
        verification_sid: String,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Whether the person came back with the code.
        conversion_status: VerificationAttemptEnumConversionStatus,
        /// How it was sent.
        channel: VerificationAttemptEnumChannels,
        /// What it cost: `value` and `currency`.
        price: Object,
        /// More of the message or call, such as where it went and what became of it.
        channel_data: Object,
        /// Its URL.
        url: String,
    }
}

model! {
    /// How many attempts there were, and how many of them led to a right code.
    VerifyV2VerificationAttemptsSummary {
        /// How many attempts there were.
        total_attempts: Number = 0,
        /// How many of them led to a right code.
        total_converted: Number = 0,
        /// How many of them did not.
        total_unconverted: Number = 0,
        /// The share that led to a right code, in percent.
        conversion_rate_percentage: String,
        /// Its URL.
        url: String,
    }
}

enumeration! {
    /// What became of an attempt.
    VerificationAttemptEnumAttemptStatus {
        /// The right code came.
        Confirmed = "confirmed",
        /// It has not come yet.
        Unconfirmed = "unconfirmed",
        /// It did not come in time.
        Expired = "expired",
    }
}

enumeration! {
    /// What became of the call of an attempt.
    VerificationAttemptEnumCallStatus {
        /// It waits to be made.
        Queued = "queued",
        /// Somebody has answered.
        InProgress = "in-progress",
        /// It is over.
        Completed = "completed",
        /// The line was busy.
        Busy = "busy",
        /// It could not be made.
        Failed = "failed",
        /// Nobody answered.
        NoAnswer = "no-answer",
        /// It rings.
        Ringing = "ringing",
        /// It was called off.
        Canceled = "canceled",
    }
}

enumeration! {
    /// How an attempt was sent.
    VerificationAttemptEnumChannels, VerificationAttemptsSummaryEnumChannels {
        /// A text message.
        Sms = "sms",
        /// A phone call.
        Call = "call",
        /// An e-mail.
        Email = "email",
        /// A WhatsApp message.
        Whatsapp = "whatsapp",
        /// An RCS message.
        Rbm = "rbm",
    }
}

enumeration! {
    /// Whether the person came back with the code.
    VerificationAttemptEnumConversionStatus {
        /// They did.
        Converted = "converted",
        /// They did not, or not yet.
        Unconverted = "unconverted",
    }
}

enumeration! {
    /// What became of the message of an attempt.
    VerificationAttemptEnumMessageStatus {
        /// It waits to be sent.
        Queued = "queued",
        /// It is being sent.
        Sending = "sending",
        /// The carrier has it.
        Sent = "sent",
        /// It could not be sent.
        Failed = "failed",
        /// It has arrived.
        Delivered = "delivered",
        /// The carrier says that it did not arrive.
        Undelivered = "undelivered",
        /// It is coming in.
        Receiving = "receiving",
        /// It has come in.
        Received = "received",
        /// Twilio has taken it, and looks for a sender.
        Accepted = "accepted",
        /// It will be sent later.
        Scheduled = "scheduled",
        /// The person has opened it.
        Read = "read",
        /// Parts of it have arrived.
        PartiallyDelivered = "partially_delivered",
        /// It was called off.
        Canceled = "canceled",
    }
}

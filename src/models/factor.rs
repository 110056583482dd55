//! Factors of an Entity, and lists of them.
//! Source: [Twilio's Factor resource](https://www.twilio.com/docs/verify/api/factor).

use super::ListBucketResponseMeta;
use crate::schema::{Date, Object, enumeration, model};

model! {
    /// A page of the list of an Entity's Factors.
    ListFactorResponse {
        /// The Factors on this page.
        factors: Vec<VerifyV2ServiceEntityFactor>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// A Factor: one way in which a person can prove who they are.
    VerifyV2ServiceEntityFactor {
        /// The Factor's SID: `YF` and 32 hexadecimal digits.
        sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of its Entity: `YE` and 32 hexadecimal digits.
        entity_sid: String,
        /// Your own system's identifier of the person whose Factor it is.
        identity: String,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Its name, for people to read.
        friendly_name: String,
        /// Whether it is verified: only then can it answer a Challenge.
        status: FactorEnumFactorStatuses,
        /// Its type.
        factor_type: FactorEnumFactorTypes,
        /// Its settings: for `totp` `alg`, `skew` (time steps), `code_length` (digits) and `time_step` (seconds); for
        /// `push` `app_id`, `notification_platform`, `notification_token` and `sdk_version`.
        [secret] config: Object,
        /// Your own data about it.
        [nullable] metadata: Object,
        /// Its URL.
        url: String,
    }
}

model! {
    /// A new Factor: besides what every Factor has, the secret that its owner needs. It is never shown again.
    VerifyV2ServiceEntityNewFactor {
        /// The Factor's SID: `YF` and 32 hexadecimal digits.
        sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of its Entity: `YE` and 32 hexadecimal digits.
        entity_sid: String,
        /// Your own system's identifier of the person whose Factor it is.
        identity: String,
        /// What ties the Factor to its owner: for `totp` `secret` (base32) and `uri` (`otpauth://`, for a QR code); for
        /// `push` `alg` and `public_key`. The secret comes only in this answer.
        [secret] binding: Object,
        /// What a browser needs to create a passkey; null for the other types.
        [nullable] options: Object,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Its name, for people to read.
        friendly_name: String,
        /// Whether it is verified: only then can it answer a Challenge.
        status: NewFactorEnumFactorStatuses,
        /// Its type.
        factor_type: NewFactorEnumFactorTypes,
        /// Its settings: for `totp` `alg`, `skew` (time steps), `code_length` (digits) and `time_step` (seconds); for
        /// `push` `app_id`, `notification_platform`, `notification_token` and `sdk_version`.
        [secret] config: Object,
        /// Your own data about it.
        [nullable] metadata: Object,
        /// Its URL.
        url: String,
    }
}

enumeration! {
    /// Whether a Factor is verified.
    FactorEnumFactorStatuses, NewFactorEnumFactorStatuses {
        /// Its owner has not yet proved to hold it.
        Unverified = "unverified",
        /// Its owner has proved to hold it.
        Verified = "verified",
    }
}

enumeration! {
    /// The types of Factors.
    FactorEnumFactorTypes, NewFactorEnumFactorTypes, ChallengeEnumFactorTypes {
        /// An app on the person's device, which signs what it approves.
        Push = "push",
        /// Codes that change with time, from an authenticator app (RFC 6238).
        Totp = "totp",
        /// Passkeys (WebAuthn).
        Passkeys = "passkeys",
    }
}

enumeration! {
    /// What carries the notifications of a `push` Factor.
    FactorEnumNotificationPlatforms, NewFactorEnumNotificationPlatforms {
        /// Apple's Push Notification service.
        Apn = "apn",
        /// Firebase Cloud Messaging.
        Fcm = "fcm",
        /// Nothing: the app asks by itself.
        None = "none",
    }
}

enumeration! {
    /// The hash functions that TOTP codes can be made with (RFC 6238).
    FactorEnumTotpAlgorithms, NewFactorEnumTotpAlgorithms {
        /// SHA-1: what every authenticator app knows, and Twilio's choice where none is given.
        Sha1 = "sha1",
        /// SHA-256.
        Sha256 = "sha256",
        /// SHA-512.
        Sha512 = "sha512",
    }
}

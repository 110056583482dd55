//! Passkeys: what a browser needs and gives (WebAuthn), and what comes back.
//! All binary values are base64url, as `PublicKeyCredential.toJSON()` gives them.
//! Source: [Twilio's Passkeys](https://www.twilio.com/docs/verify/passkeys),
//! [Web Authentication](https://www.w3.org/TR/webauthn-3/).

use super::{
    ChallengeEnumChallengeReasons, ChallengeEnumChallengeStatuses, FactorEnumFactorStatuses,
    FactorEnumFactorTypes,
};
use crate::schema::{Date, Object, enumeration, model};

enumeration! {
    /// Where an authenticator is.
    AuthenticatorAttachments {
        /// In the device.
        Platform = "platform",
        /// In something that can be moved from one device to another, such as a key or a phone.
        CrossPlatform = "cross-platform",
    }
}

enumeration! {
    /// Which authenticators may be used.
    AuthenticatorChoices {
        /// Those in the device.
        Platform = "platform",
        /// Those that can be moved from one device to another.
        CrossPlatform = "cross-platform",
        /// All.
        Any = "any",
    }
}

enumeration! {
    /// How much something is asked for.
    Requirements {
        /// Nothing without it.
        Required = "required",
        /// Better with it.
        Preferred = "preferred",
        /// Better without it.
        Discouraged = "discouraged",
    }
}

enumeration! {
    /// The types of credentials.
    PublicKeyCredentialTypes {
        /// A pair of keys, of which the authenticator keeps the private one.
        PublicKey = "public-key",
    }
}

enumeration! {
    /// How a browser reaches an authenticator.
    AuthenticatorTransports {
        /// By USB.
        Usb = "usb",
        /// By NFC.
        Nfc = "nfc",
        /// By Bluetooth.
        Ble = "ble",
        /// As a smart card.
        SmartCard = "smart-card",
        /// It is in the device.
        Internal = "internal",
        /// By the network, after it was found nearby: a phone that shows up by its QR code.
        Hybrid = "hybrid",
    }
}

model! {
    /// What `navigator.credentials.get()` gave: the answer to a Challenge.
    ApprovePasskeysChallengeRequest {
        /// Where the authenticator is.
        [required] authenticator_attachment as "authenticatorAttachment" of AuthenticatorAttachments: String,
        /// The credential's identifier, in base64url.
        [required] id: String,
        /// The credential's identifier; in JSON the same text as `id`.
        [required] raw_id as "rawId": String,
        /// The authenticator's answer.
        [required] response: ApprovePasskeysChallengeRequestResponse,
        /// The type of the credential.
        kind as "type" of PublicKeyCredentialTypes: String = "public-key",
    }
}

model! {
    /// An authenticator's answer to a Challenge, signed.
    ApprovePasskeysChallengeRequestResponse {
        /// What the authenticator says of itself and of the site, in base64url.
        [required] authenticator_data as "authenticatorData": String,
        /// What the browser handed to the authenticator, in base64url.
        [required] client_data_json as "clientDataJSON": String,
        /// The signature over both, in base64url.
        [secret, required] signature: String,
        /// Whose credential it is: the SID of the Entity, in base64url.
        user_handle as "userHandle": String,
    }
}

model! {
    /// A Challenge to be answered with a passkey.
    CreateChallengePasskeys201Response {
        /// The Challenge's SID: `YC` and 32 hexadecimal digits.
        sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of its Entity: `YE` and 32 hexadecimal digits.
        entity_sid: String,
        /// Your own system's identifier of the person whose Challenge it is.
        identity: String,
        /// The SID of the Factor that has to answer: `YF` and 32 hexadecimal digits.
        factor_sid: String,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// When it was answered; null until then.
        [nullable] date_responded: Date,
        /// Until when it can be answered.
        expiration_date: Date,
        /// How it stands.
        status of ChallengeEnumChallengeStatuses: String,
        /// Why it stands so.
        responded_reason of ChallengeEnumChallengeReasons: String,
        /// What the person is shown: `message`, `fields` (each with `label` and `value`) and `date`.
        details: Object,
        /// What your own system wants to know of it later, and the person is not shown.
        [secret, nullable] hidden_details: Object,
        /// What the app has said about the device that answered.
        [nullable] metadata: Object,
        /// The type of the Factor: `passkeys`.
        factor_type of FactorEnumFactorTypes: String,
        /// Its URL.
        url: String,
        /// The URLs of what belongs to it: its notifications.
        links: Object,
        /// What `navigator.credentials.get()` has to be called with.
        [nullable] options: Object,
    }
}

model! {
    /// A new `passkeys` Factor, and what a browser needs to create the passkey.
    CreateNewFactorPasskey201Response {
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
        /// What ties the Factor to its owner. It comes only in this answer.
        [secret, nullable] binding: Object,
        /// What `navigator.credentials.create()` has to be called with.
        options: Object,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Its name, for people to read.
        friendly_name: String,
        /// Whether it is verified.
        status of FactorEnumFactorStatuses: String,
        /// Its type: `passkeys`.
        factor_type of FactorEnumFactorTypes: String,
        /// Its settings, such as `relying_party`.
        [secret] config: Object,
        /// Your own data about it.
        [nullable] metadata: Object,
        /// Its URL.
        url: String,
    }
}

model! {
    /// What a new `passkeys` Factor should be.
    CreateNewPasskeysFactorRequest {
        /// Its settings, where they are not the Service's.
        config: CreateNewPasskeysFactorRequestConfig,
        /// Its name, for people to read. Up to 64 characters.
        [required] friendly_name: String,
        /// Your own system's unchanging identifier of the person, and nothing that tells who it is. 8 to 64 letters,
        /// digits and dashes.
        [required] identity: String,
    }
}

model! {
    /// The settings of a new `passkeys` Factor.
    CreateNewPasskeysFactorRequestConfig {
        /// Who asks for the passkey: your site.
        relying_party: CreateNewPasskeysFactorRequestConfigRelyingParty,
        /// Which authenticators may be used.
        authenticator_attachment of AuthenticatorChoices: String,
        /// Whether the passkey is to be found without its identifier.
        discoverable_credentials of Requirements: String,
        /// Whether the authenticator has to check who uses it.
        user_verification of Requirements: String,
    }
}

model! {
    /// Who asks for a passkey.
    CreateNewPasskeysFactorRequestConfigRelyingParty {
        /// The domain of your site, such as `example.com`.
        id: String,
        /// The name of your site, which the browser shows.
        name: String,
        /// The origins where the passkey may be used, such as `https://login.example.com`.
        origins: Vec<String>,
    }
}

model! {
    /// Whom a new Challenge asks for a passkey: one of the two is enough.
    CreatePasskeysChallengeRequest {
        /// The SID of the Factor: `YF` and 32 hexadecimal digits.
        factor_sid: String,
        /// Your own system's identifier of the person.
        identity: String,
    }
}

model! {
    /// A `passkeys` Factor, after its verification.
    UpdatePasskeysFactor200Response {
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
        /// Whether it is verified.
        status of FactorEnumFactorStatuses: String,
        /// Its type: `passkeys`.
        factor_type of FactorEnumFactorTypes: String,
        /// Its settings, such as `relying_party`.
        [secret] config: Object,
        /// Your own data about it.
        [nullable] metadata: Object,
        /// Its URL.
        url: String,
    }
}

model! {
    /// What `navigator.credentials.create()` gave: the new passkey.
    VerifyPasskeysFactorRequest {
        /// Where the authenticator is.
        authenticator_attachment as "authenticatorAttachment" of AuthenticatorAttachments: String,
        /// The credential's identifier, in base64url.
        id: String,
        /// The credential's identifier; in JSON the same text as `id`.
        raw_id as "rawId": String,
        /// The authenticator's answer.
        [required] response: VerifyPasskeysFactorRequestResponse,
        /// The type of the credential.
        kind as "type" of PublicKeyCredentialTypes: String = "public-key",
    }
}

model! {
    /// An authenticator's answer when it created a passkey.
    VerifyPasskeysFactorRequestResponse {
        /// The public key, and what the authenticator says of itself, in base64url.
        attestation_object as "attestationObject": String,
        /// What the browser handed to the authenticator, in base64url.
        client_data_json as "clientDataJSON": String,
        /// How the authenticator can be reached.
        transports of AuthenticatorTransports: Vec<String>,
    }
}

//! Access tokens: what an app needs to register a `push` Factor of its own.
//! Source: [Twilio's Access Token resource](https://www.twilio.com/docs/verify/api/access-token).

use crate::schema::{Date, Number, enumeration, model};

model! {
    /// An access token: lets an app register one Factor, without your own credentials.
    VerifyV2ServiceAccessToken {
        /// The token's SID: `YK` and 32 hexadecimal digits.
        sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// Your own system's identifier of the person whose Factor it is for.
        entity_identity: String,
        /// The type of the Factor that it is for.
        factor_type: AccessTokenEnumFactorTypes,
        /// The name that the Factor will have, for people to read.
        factor_friendly_name: String,
        /// The token itself, an encrypted JSON Web Token. Only the app should have it.
        [secret] token: String,
        /// Its URL.
        url: String,
        /// How long it can be used, in seconds; 300 at most.
        ttl: Number = 0,
        /// When it was created.
        date_created: Date,
    }
}

enumeration! {
    /// The types of Factors that an access token can be for.
    AccessTokenEnumFactorTypes {
        /// An app on the person's device, which signs what it approves.
        Push = "push",
    }
}

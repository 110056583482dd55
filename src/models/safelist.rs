//! The SafeList: phone numbers that are never blocked as fraud.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use crate::schema::model;

model! {
    /// An entry of the SafeList: a phone number that is never blocked as fraud.
    VerifyV2Safelist {
        /// The entry's SID: `GN` and 32 hexadecimal digits.
        sid: String,
        /// The phone number, in E.164: `+` and digits.
        phone_number: String,
        /// Its URL.
        url: String,
    }
}

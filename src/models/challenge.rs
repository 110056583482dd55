//! Challenges: requests to a person to prove who they are, with a Factor.
//! Source: [Twilio's Challenge resource](https://www.twilio.com/docs/verify/api/challenge).

use super::{ChallengeEnumFactorTypes, ListBucketResponseMeta};
use crate::schema::{Date, Object, enumeration, model};

model! {
    /// A page of the list of an Entity's Challenges.
    ListChallengeResponse {
        /// The Challenges on this page.
        challenges: Vec<VerifyV2ServiceEntityChallenge>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// A Challenge: asks a person to prove with one Factor who they are.
    VerifyV2ServiceEntityChallenge {
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
        status: ChallengeEnumChallengeStatuses,
        /// Why it stands so.
        responded_reason: ChallengeEnumChallengeReasons,
        /// What the person is shown: `message`, `fields` (each with `label` and `value`) and `date`.
        details: Object,
        /// What your own system wants to know of it later, and the person is not shown.
        [secret, nullable] hidden_details: Object,
        /// What the app has said about the device that answered.
        [nullable] metadata: Object,
        /// The type of the Factor.
        factor_type: ChallengeEnumFactorTypes,
        /// Its URL.
        url: String,
        /// The URLs of what belongs to it: its notifications.
        links: Object,
    }
}

enumeration! {
    /// How a Challenge stands.
    ChallengeEnumChallengeStatuses {
        /// It waits for an answer.
        Pending = "pending",
        /// Nobody answered in time.
        Expired = "expired",
        /// The person has proved who they are.
        Approved = "approved",
        /// The person has turned it down.
        Denied = "denied",
    }
}

enumeration! {
    /// Why a Challenge stands as it does.
    ChallengeEnumChallengeReasons {
        /// There is nothing to say.
        None = "none",
        /// The person no longer needed it.
        NotNeeded = "not_needed",
        /// The person says that it did not come from them.
        NotRequested = "not_requested",
    }
}

enumeration! {
    /// In which order Challenges are listed, by when they were created.
    ChallengeEnumListOrders {
        /// The oldest first.
        Asc = "asc",
        /// The newest first.
        Desc = "desc",
    }
}

//! Forms: what a person has to be asked, as data.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use crate::schema::{Object, enumeration, model};

model! {
    /// The forms of one type.
    VerifyV2Form {
        /// Their type.
        form_type: FormEnumFormTypes,
        /// The forms, by what they are for.
        forms: Object,
        /// More about the forms.
        [nullable] form_meta: Object,
        /// Their URL.
        url: String,
    }
}

enumeration! {
    /// The types of forms.
    FormEnumFormTypes {
        /// What is needed for `push` Factors and their Challenges.
        FormPush = "form-push",
    }
}

//! Forms: what a person has to be asked, as data.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use crate::call::Call;
use crate::error::Error;
use crate::message::Response;
use crate::state::Account;
use serde_json::json;
use twilio_verify::models::{FormEnumFormTypes, VerifyV2Form};

/// The type of forms that there is.
const FORM_PUSH: &str = "form-push";

/// fetchForm: reads the forms of a type. There is one type, and Twilio's forms of it are empty.
pub fn fetch(call: &mut Call<'_>, _: &mut Account) -> Result<Response, Error> {
    let form_type = call.values.require("FormType")?;
    if form_type != FORM_PUSH {
        return Err(call.not_found());
    }
    Ok(Response::found(&VerifyV2Form {
        form_type: Some(FormEnumFormTypes::FormPush),
        forms: Some(json!({"create_factor": {}, "verify_factor": {}, "create_challenge": {}})),
        form_meta: Some(json!({})),
        url: Some(call.url(&["Forms", form_type])),
    }))
}

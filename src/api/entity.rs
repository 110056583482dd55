//! Entities: the persons, or whatever else has Factors.
//! Source: [Twilio's Entity resource](https://www.twilio.com/docs/verify/api/entity).

use super::common::{IDENTITY, IDENTITY_IN_FORM, PAGE, PAGE_SIZE, PAGE_TOKEN, SERVICE_SID};
use crate::models::{ListEntityResponse, VerifyV2ServiceEntity};
use crate::schema::{Class, Doc, Method, Operation};

const ENTITIES: &str = "/v2/Services/{ServiceSid}/Entities";
const ENTITY: &str = "/v2/Services/{ServiceSid}/Entities/{Identity}";

/// Creates, reads and deletes Entities.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2EntityApi"),
    doc: Doc::new("Creates, lists, reads and deletes Entities: the persons who have Factors."),
    operations: &[
        Operation {
            name: "createEntity",
            method: Method::Post,
            path: ENTITIES,
            parameters: &[SERVICE_SID, IDENTITY_IN_FORM],
            returns: Some(VerifyV2ServiceEntity::SCHEMA),
            doc: Doc::new("Creates an Entity. `createNewFactor` does so too, where there is none yet."),
        },
        Operation {
            name: "deleteEntity",
            method: Method::Delete,
            path: ENTITY,
            parameters: &[SERVICE_SID, IDENTITY],
            returns: None,
            doc: Doc::new("Deletes an Entity, with its Factors and Challenges."),
        },
        Operation {
            name: "fetchEntity",
            method: Method::Get,
            path: ENTITY,
            parameters: &[SERVICE_SID, IDENTITY],
            returns: Some(VerifyV2ServiceEntity::SCHEMA),
            doc: Doc::new("Reads an Entity."),
        },
        Operation {
            name: "listEntity",
            method: Method::Get,
            path: ENTITIES,
            parameters: &[SERVICE_SID, PAGE_SIZE, PAGE, PAGE_TOKEN],
            returns: Some(ListEntityResponse::SCHEMA),
            doc: Doc::new("Reads a page of the list of a Service's Entities."),
        },
    ],
};

//! How Twilio's own library for Node hangs the operations on one another: `client.verify.v2.services(sid).entities(identity)`.
//!
//! Only what the tables lack: on which accessor an operation is found, and whether it is its list's (`create`, `list`) or
//! its context's (`fetch`, `update`, `remove`). Names of methods, parameters and instances' properties follow from the
//! operations and models. Source: the declarations of `twilio` 6.2.

use super::operations;
use crate::schema::{Method, Operation, Place, Schema, Type};

/// A resource: a list, whose items have a context each.
#[derive(Debug)]
pub struct Resource {
    /// What its types are called: `Verification` for `VerificationInstance`.
    pub name: &'static str,
    /// The property that it is found under.
    pub accessor: &'static str,
    /// The accessor of the resource whose context has that property; none of those of the API's version.
    pub parent: Option<&'static str>,
    /// What its list does.
    pub list: &'static [Leaf],
    /// What its context does.
    pub context: &'static [Leaf],
}

/// An operation in the tree.
#[derive(Debug)]
pub struct Leaf {
    operation: &'static str,
    /// The required parameters beside the path's, in the order in which the library misses them.
    pub asks: &'static [&'static str],
}

const fn leaf(operation: &'static str) -> Leaf {
    Leaf { operation, asks: &[] }
}

const fn asking(operation: &'static str, asks: &'static [&'static str]) -> Leaf {
    Leaf { operation, asks }
}

/// Every resource, parents first.
pub static RESOURCES: &[Resource] = &[
    Resource { name: "Form", accessor: "forms", parent: None, list: &[], context: &[leaf("fetchForm")] },
    Resource {
        name: "Safelist",
        accessor: "safelist",
        parent: None,
        list: &[asking("createSafelist", &["phoneNumber"])],
        context: &[leaf("deleteSafelist"), leaf("fetchSafelist")],
    },
    Resource {
        name: "Service",
        accessor: "services",
        parent: None,
        list: &[asking("createService", &["friendlyName"]), leaf("listService")],
        context: &[leaf("deleteService"), leaf("fetchService"), leaf("updateService")],
    },
    Resource {
        name: "Template",
        accessor: "templates",
        parent: None,
        list: &[leaf("listVerificationTemplate")],
        context: &[],
    },
    Resource {
        name: "VerificationAttempt",
        accessor: "verificationAttempts",
        parent: None,
        list: &[leaf("listVerificationAttempt")],
        context: &[leaf("fetchVerificationAttempt")],
    },
    Resource {
        name: "VerificationAttemptsSummary",
        accessor: "verificationAttemptsSummary",
        parent: None,
        list: &[],
        context: &[leaf("fetchVerificationAttemptsSummary")],
    },
    Resource {
        name: "AccessToken",
        accessor: "accessTokens",
        parent: Some("services"),
        list: &[asking("createAccessToken", &["identity", "factorType"])],
        context: &[leaf("fetchAccessToken")],
    },
    Resource {
        name: "ApproveChallenge",
        accessor: "approveChallenge",
        parent: Some("services"),
        list: &[leaf("updateChallengePasskeys")],
        context: &[],
    },
    Resource {
        name: "Entity",
        accessor: "entities",
        parent: Some("services"),
        list: &[asking("createEntity", &["identity"]), leaf("listEntity")],
        context: &[leaf("deleteEntity"), leaf("fetchEntity")],
    },
    Resource {
        name: "MessagingConfiguration",
        accessor: "messagingConfigurations",
        parent: Some("services"),
        list: &[
            asking("createMessagingConfiguration", &["country", "messagingServiceSid"]),
            leaf("listMessagingConfiguration"),
        ],
        context: &[
            leaf("deleteMessagingConfiguration"),
            leaf("fetchMessagingConfiguration"),
            asking("updateMessagingConfiguration", &["messagingServiceSid"]),
        ],
    },
    Resource {
        name: "NewChallenge",
        accessor: "newChallenge",
        parent: Some("services"),
        list: &[],
        context: &[leaf("createChallengePasskeys")],
    },
    // The library has two resources of the name NewFactor, in files of their own; this one's types say which.
    Resource {
        name: "NewPasskeysFactor",
        accessor: "newFactors",
        parent: Some("services"),
        list: &[leaf("createNewFactorPasskey")],
        context: &[],
    },
    Resource {
        name: "NewVerifyFactor",
        accessor: "newVerifyFactors",
        parent: Some("services"),
        list: &[leaf("updatePasskeysFactor")],
        context: &[],
    },
    Resource {
        name: "RateLimit",
        accessor: "rateLimits",
        parent: Some("services"),
        list: &[asking("createRateLimit", &["uniqueName"]), leaf("listRateLimit")],
        context: &[leaf("deleteRateLimit"), leaf("fetchRateLimit"), leaf("updateRateLimit")],
    },
    Resource {
        name: "Verification",
        accessor: "verifications",
        parent: Some("services"),
        list: &[asking("createVerification", &["to", "channel"])],
        context: &[leaf("fetchVerification"), asking("updateVerification", &["status"])],
    },
    Resource {
        name: "VerificationCheck",
        accessor: "verificationChecks",
        parent: Some("services"),
        list: &[leaf("createVerificationCheck")],
        context: &[],
    },
    Resource {
        name: "Webhook",
        accessor: "webhooks",
        parent: Some("services"),
        list: &[asking("createWebhook", &["friendlyName", "eventTypes", "webhookUrl"]), leaf("listWebhook")],
        context: &[leaf("deleteWebhook"), leaf("fetchWebhook"), leaf("updateWebhook")],
    },
    Resource {
        name: "Bucket",
        accessor: "buckets",
        parent: Some("rateLimits"),
        list: &[asking("createBucket", &["max", "interval"]), leaf("listBucket")],
        context: &[leaf("deleteBucket"), leaf("fetchBucket"), leaf("updateBucket")],
    },
    Resource {
        name: "Challenge",
        accessor: "challenges",
        parent: Some("entities"),
        list: &[asking("createChallenge", &["factorSid"]), leaf("listChallenge")],
        context: &[leaf("fetchChallenge"), leaf("updateChallenge")],
    },
    Resource {
        name: "Factor",
        accessor: "factors",
        parent: Some("entities"),
        list: &[leaf("listFactor")],
        context: &[leaf("deleteFactor"), leaf("fetchFactor"), leaf("updateFactor")],
    },
    Resource {
        name: "NewFactor",
        accessor: "newFactors",
        parent: Some("entities"),
        list: &[asking("createNewFactor", &["friendlyName", "factorType"])],
        context: &[],
    },
    Resource {
        name: "Notification",
        accessor: "notifications",
        parent: Some("challenges"),
        list: &[leaf("createNotification")],
        context: &[],
    },
];

impl Resource {
    /// What its instances hold: the model that its operations give, of a list the items'.
    pub fn model(&self) -> Option<&'static Schema> {
        self.context.iter().chain(self.list).find_map(|leaf| {
            let model = leaf.operation().returns?;
            Some(model.list().map_or(model, |(_, item)| item))
        })
    }

    /// The parameters of the path that its list needs.
    pub fn solution(&self) -> Vec<String> {
        match self.list.first() {
            Some(leaf) => leaf.operation().in_path().collect(),
            None => {
                let mut all: Vec<_> = self.context[0].operation().in_path().collect();
                all.truncate(self.depth());
                all
            }
        }
    }

    /// The parameter of the path by which its context is found beside those of the list, where there is one.
    pub fn key(&self) -> Option<String> {
        self.context.first()?.operation().in_path().nth(self.solution().len())
    }

    /// How many contexts it is inside of.
    fn depth(&self) -> usize {
        let parent = |accessor| RESOURCES.iter().find(|resource| resource.accessor == accessor);
        std::iter::successors(self.parent.and_then(parent), |above| above.parent.and_then(parent)).count()
    }
}

impl Leaf {
    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        operations()
            .find(|operation| operation.name == self.operation)
            .expect("the tree names operations of the tables")
    }

    /// What the library calls it.
    pub fn method(&self) -> &'static str {
        match self.operation().method {
            Method::Delete => "remove",
            Method::Get if self.operation().returns.is_some_and(|model| model.list().is_some()) => "list",
            Method::Get => "fetch",
            Method::Post if self.operation.starts_with("update") => "update",
            Method::Post => "create",
        }
    }
}

impl Operation {
    /// The names of the parameters in its path, in their order there.
    fn in_path(&self) -> impl Iterator<Item = String> {
        self.positional().filter(|parameter| parameter.place == Place::Path).map(|parameter| parameter.name())
    }
}

impl Schema {
    /// The field that holds a list's items, and their model, where this is a page of a list.
    pub fn list(&self) -> Option<(&'static str, &'static Schema)> {
        self.fields.iter().find(|field| field.name == "meta")?;
        self.fields.iter().find_map(|field| match field.kind {
            Type::List(Type::Model(item)) => Some((field.name, *item)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_operation_hangs_somewhere_and_only_once() {
        let mut left: BTreeSet<_> = operations().map(|operation| operation.name).collect();
        for resource in RESOURCES {
            for leaf in resource.list.iter().chain(resource.context) {
                assert!(left.remove(leaf.operation), "{} hangs twice, or is no operation", leaf.operation);
            }
        }
        assert!(left.is_empty(), "src/api/tree.rs has no place for {left:?}");
    }

    #[test]
    fn what_a_leaf_asks_for_is_what_its_operation_requires() {
        for leaf in RESOURCES.iter().flat_map(|resource| resource.list.iter().chain(resource.context)) {
            let required = leaf.operation().positional().filter(|parameter| parameter.place == Place::Form);
            let required: BTreeSet<_> = required.map(|parameter| parameter.name()).collect();
            assert_eq!(leaf.asks.iter().map(|name| name.to_string()).collect::<BTreeSet<_>>(), required);
        }
    }

    #[test]
    fn contexts_are_found_by_what_the_path_still_needs() {
        let of = |name: &str| RESOURCES.iter().find(|resource| resource.name == name).unwrap();
        assert_eq!(of("Service").key().as_deref(), Some("sid"));
        assert_eq!(of("Bucket").solution(), ["serviceSid", "rateLimitSid"]);
        assert_eq!(of("Bucket").key().as_deref(), Some("sid"));
        assert_eq!(of("Entity").key().as_deref(), Some("identity"));
        assert_eq!(of("Form").key().as_deref(), Some("formType"));
        assert_eq!(of("NewChallenge").key(), None);
        assert_eq!(of("VerificationAttemptsSummary").key(), None);
        assert_eq!(of("Notification").solution(), ["serviceSid", "identity", "challengeSid"]);
    }
}

//! What tables are made of. Knows no table.

mod doc;
mod enumeration;
mod limit;
mod model;
mod operation;
mod parameter;

pub use doc::Doc;
pub(crate) use enumeration::enumeration;
pub use enumeration::{Enumeration, Value};
pub use limit::Limit;
pub(crate) use model::model;
pub use model::{Date, Field, Number, Object, Schema, Type, Typed};
pub use operation::{Class, FORM, JSON, Method, Operation};
pub use parameter::{Kind, Parameter, Place, name};

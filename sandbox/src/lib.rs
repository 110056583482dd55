//! An in-memory Verify v2 service.

//! The front end of the npm package: `fetch` for programs, codes for authenticators.

use crate::message::Request;
use crate::state::{Options, State};
use crate::totp::Totp;
use crate::{Environment, handle};
use js_sys::Promise;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// A sandbox: the state that its requests share.
#[wasm_bindgen]
pub struct Core {
    state: Rc<RefCell<State>>,
}

#[wasm_bindgen]
impl Core {
    /// A sandbox with these [`Options`].
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<Core, JsValue> {
        let options: Options = serde_wasm_bindgen::from_value(options)?;
        Ok(Core { state: Rc::new(RefCell::new(State::new(options))) })
    }

    /// Answers a request at a time, in milliseconds since 1970, with random bytes that were drawn for it.
    pub fn fetch(&self, request: web_sys::Request, now: f64, random: Vec<u8>) -> Promise {
        let state = self.state.clone();
        future_to_promise(async move {
            let body = JsFuture::from(request.text()?).await?;
            let request = Request {
                method: request.method(),
                url: request.url(),
                headers: headers(&request.headers()),
                body: body.as_string().unwrap_or_default(),
            };
            let mut drawn = random.into_iter();
            let mut random = |bytes: &mut [u8]| {
                for byte in bytes {
                    *byte = drawn.next().unwrap_or_default();
                }
            };
            let response = {
                let mut environment = Environment { now: now as u64, random: &mut random };
                handle(&mut state.borrow_mut(), &request, &mut environment)
            };
            let init = web_sys::ResponseInit::new();
            init.set_status(response.status);
            init.set_headers(&serde_wasm_bindgen::to_value(&response.headers)?);
            Ok(web_sys::Response::new_with_opt_str_and_init(response.body.as_deref(), &init)?.into())
        })
    }
}

/// The headers that the service reads.
fn headers(headers: &web_sys::Headers) -> Vec<(String, String)> {
    let read = |name: &str| headers.get(name).ok().flatten().map(|value| (name.to_owned(), value));
    ["authorization", "content-type"].into_iter().filter_map(read).collect()
}

/// The code that an authenticator app shows for an `otpauth://totp/` URI at a time, in milliseconds since 1970.
#[wasm_bindgen]
pub fn totp(uri: &str, now: f64) -> Result<String, JsValue> {
    let totp = Totp::parse(uri)?;
    Ok(totp.code(totp.step(now as u64)))
}

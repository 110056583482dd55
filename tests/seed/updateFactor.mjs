import TwilioVerify from 'twilio_verify';
let defaultClient = TwilioVerify.ApiClient.instance;
let accountSid_authToken = defaultClient.authentications['accountSid_authToken'];
accountSid_authToken.username = 'YOUR USERNAME';
accountSid_authToken.password = 'YOUR PASSWORD';

let apiInstance = new TwilioVerify.VerifyV2FactorApi();
let serviceSid = 'serviceSid_example';
let identity = 'identity_example';
let sid = 'sid_example';
let opts = {
  authPayload: 'authPayload_example',
  configAlg: 'configAlg_example',
  configCodeLength: 56,
  configNotificationPlatform: 'configNotificationPlatform_example',
  configNotificationToken: 'configNotificationToken_example',
  configSdkVersion: 'configSdkVersion_example',
  configSkew: 56,
  configTimeStep: 56,
  friendlyName: 'friendlyName_example',
};
apiInstance.updateFactor(serviceSid, identity, sid, opts, (error, data, response) => {
  if (error) {
    console.error(error);
  } else {
    console.log('API called successfully. Returned data: ' + data);
  }
});

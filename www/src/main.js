// The page: three steps over one client and one sandbox.
import './scheme.js';
import { wireCopyButtons } from './copy.js';
import { Enrolment } from './enrol.js';
import { Factors } from './factors.js';
import { Verification } from './verify.js';

const verification = new Verification({ onVerified: () => factors.refresh() });
const factors = new Factors({ onVerify: (created) => verification.open(created, { focus: true }) });
new Enrolment({
  onIdentity: (identity) => factors.belongTo(identity),
  onEnrolled: (created) => {
    verification.open(created);
    factors.remember(created);
    return factors.show(created.identity);
  },
});
wireCopyButtons(document.body);

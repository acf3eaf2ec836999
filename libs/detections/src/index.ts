export { Alert, Change, type Evidence } from './alert.ts';
export { formerTechniqueId, techniqueName } from './attack.ts';
export { factsOf, originOf } from './call-facts.ts';
export {
  type Candidate,
  type Demand,
  type FirstSeenDemand,
  type SequenceDemand,
  type ThresholdDemand,
} from './candidate.ts';
export { type Detection, catalogueFor, detectionIds, detectionTitle, digestOnlyIds } from './catalogue.ts';
export { type CallFacts, type DetectionDefinition, type DetectionText, defineDetection } from './define-detection.ts';
export { describeActor } from './describe-actor.ts';
export { DRILL, type DrillDetail } from './drill.ts';
export { type Evaluate, type Evaluation, evaluate, evaluatorFor } from './evaluate.ts';
export { type Decided, type Recollection, decided, documentKeyOf, keepForMs, timeOf } from './remembering/decided.ts';
export { type Remembers } from './remembers.ts';
export { Settings } from './settings.ts';
export { Severity, severities } from './severity.ts';

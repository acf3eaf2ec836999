/** Calls that start something that costs: what intruders go to an unwatched region for. */
const STARTS = new Set([
  'AllocateHosts',
  'CreateAutoScalingGroup',
  'CreateCluster',
  'CreateComputeEnvironment',
  'CreateEndpoint',
  'CreateFleet',
  'CreateFunction20150331',
  'CreateInstances',
  'CreateNotebookInstance',
  'CreateService',
  'CreateTrainingJob',
  'RequestSpotFleet',
  'RequestSpotInstances',
  'RunInstances',
  'RunJobFlow',
  'RunTask',
  'StartInstances',
  'SubmitJob',
]);

/** Whether a call starts machines, of whichever service. */
export function startsCompute(eventName: string): boolean {
  return STARTS.has(eventName);
}

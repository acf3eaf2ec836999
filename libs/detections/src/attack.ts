/** What ATT&CK v19 (April 2026) calls the techniques the catalogue names. */
const names: Readonly<Record<string, string>> = {
  T1021: 'Remote Services',
  'T1021.004': 'Remote Services: SSH',
  'T1021.007': 'Remote Services: Cloud Services',
  'T1021.008': 'Remote Services: Direct Cloud VM Connections',
  T1040: 'Network Sniffing',
  T1059: 'Command and Scripting Interpreter',
  'T1059.009': 'Command and Scripting Interpreter: Cloud API',
  T1078: 'Valid Accounts',
  'T1078.004': 'Valid Accounts: Cloud Accounts',
  'T1087.004': 'Account Discovery: Cloud Account',
  T1098: 'Account Manipulation',
  'T1098.001': 'Account Manipulation: Additional Cloud Credentials',
  'T1098.003': 'Account Manipulation: Additional Cloud Roles',
  'T1098.004': 'Account Manipulation: SSH Authorized Keys',
  'T1098.006': 'Account Manipulation: Additional Container Cluster Roles',
  T1110: 'Brute Force',
  'T1110.001': 'Brute Force: Password Guessing',
  'T1110.003': 'Brute Force: Password Spraying',
  'T1136.003': 'Create Account: Cloud Account',
  'T1195.002': 'Supply Chain Compromise: Compromise Software Supply Chain',
  T1199: 'Trusted Relationship',
  T1484: 'Domain or Tenant Policy Modification',
  'T1484.002': 'Domain or Tenant Policy Modification: Trust Modification',
  T1485: 'Data Destruction',
  T1486: 'Data Encrypted for Impact',
  T1490: 'Inhibit System Recovery',
  T1496: 'Resource Hijacking',
  'T1496.001': 'Resource Hijacking: Compute Hijacking',
  'T1496.004': 'Resource Hijacking: Cloud Service Hijacking',
  T1525: 'Implant Internal Image',
  T1526: 'Cloud Service Discovery',
  T1530: 'Data from Cloud Storage',
  T1535: 'Unused/Unsupported Cloud Regions',
  T1537: 'Transfer Data to Cloud Account',
  T1546: 'Event Triggered Execution',
  'T1550.001': 'Use Alternate Authentication Material: Application Access Token',
  'T1552.001': 'Unsecured Credentials: Credentials In Files',
  'T1552.005': 'Unsecured Credentials: Cloud Instance Metadata API',
  'T1555.006': 'Credentials from Password Stores: Cloud Secrets Management Stores',
  T1556: 'Modify Authentication Process',
  'T1556.006': 'Modify Authentication Process: Multi-Factor Authentication',
  T1565: 'Data Manipulation',
  'T1565.001': 'Data Manipulation: Stored Data Manipulation',
  T1578: 'Modify Cloud Compute Infrastructure',
  T1580: 'Cloud Infrastructure Discovery',
  'T1584.001': 'Compromise Infrastructure: Domains',
  T1610: 'Deploy Container',
  T1619: 'Cloud Storage Object Discovery',
  T1621: 'Multi-Factor Authentication Request Generation',
  T1651: 'Cloud Administration Command',
  T1685: 'Disable or Modify Tools',
  'T1685.002': 'Disable or Modify Tools: Disable or Modify Cloud Log',
  'T1686.001': 'Disable or Modify System Firewall: Cloud Firewall',
};

/** ATT&CK v19 renumbered these techniques. Reports and other tools still say the older ids. */
const formerIds: Readonly<Record<string, string>> = {
  T1685: 'T1562.001',
  'T1685.002': 'T1562.008',
  'T1686.001': 'T1562.007',
};

/** What ATT&CK calls this technique; `undefined` for one the catalogue does not name. A spec holds the catalogue to it. */
export function techniqueName(technique: string): string | undefined {
  return names[technique];
}

/** The id this technique had until ATT&CK v18; the same for those that kept theirs. */
export function formerTechniqueId(technique: string): string {
  return formerIds[technique] ?? technique;
}

/** A tactic of MITRE ATT&CK. */
export interface AttackTactic {
  /** Such as `TA0002`. */
  readonly id: string;
  /** As tags write it, such as `defense-evasion`. */
  readonly shortName: string;
  readonly name: string;
}

/** A technique or sub-technique of MITRE ATT&CK. */
export interface AttackTechnique {
  /** Such as `T1059` or `T1059.001`. */
  readonly id: string;
  readonly name: string;
  /** Short names of the tactics that it serves. */
  readonly tactics: readonly string[];
  /** Absent for techniques in use. A revoked one may have gone over into another, a deprecated one is given up. */
  readonly retirement?: 'revoked' | 'deprecated';
  /** Id of the technique that a revoked one went over into; absent where that is not known. */
  readonly replacedBy?: string;
}

/** What is looked up about ATT&CK. Plain data, JSON as it is. */
export interface AttackCatalogue {
  /** In the order of the matrix. */
  readonly tactics: readonly AttackTactic[];
  readonly techniques: readonly AttackTechnique[];
}

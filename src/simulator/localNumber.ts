/** A number of the organisation, for the telephones of the page. */
export interface LocalNumber {
  /** E.164. */
  number: string;
  /** As people read it. */
  shown: string;
  place: string;
  /** Language tags, the one of the greeting first. */
  languages: string[];
}

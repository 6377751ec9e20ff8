/** Shapes of the data files in `libs/sigma/data`; `data-files.test.ts` sees that the files have them. */

/** `product/category/service`, empty where there is none. */
type LogSourceText = string;

/** What a field must hold: true for anything, else one of these texts, or one with this beginning or end; in lower case. */
type FieldTest = true | readonly string[] | { readonly startsWith: string } | { readonly endsWith: string };

/** A field's places in the order in which they count, each a path, or several paths of which one value is made. */
type FieldPlaces = readonly (string | { readonly as: string; readonly of: readonly string[] })[];

declare module '*/windows.json' {
  const data: {
    readonly channels: Readonly<Record<string, string>>;
    readonly providers: Readonly<Record<string, string>>;
    /** Log sources of channels and providers that belong to another product. */
    readonly otherProducts: Readonly<Record<string, LogSourceText>>;
    readonly events: Readonly<Record<string, readonly string[]>>;
    readonly sysmon: Readonly<Record<string, readonly string[]>>;
    readonly sysmonRegistry: Readonly<Record<string, readonly string[]>>;
    readonly auditRegistry: Readonly<Record<string, readonly string[]>>;
  };
  export default data;
}

declare module '*/taxonomy.json' {
  const data: { readonly categories: readonly string[]; readonly services: readonly string[] };
  export default data;
}

declare module '*/recognition.json' {
  const data: {
    readonly entries: readonly {
      readonly id: string;
      readonly fields: Readonly<Record<string, FieldTest>>;
      readonly any?: readonly string[];
      readonly by?: {
        readonly field: string;
        readonly values: Readonly<Record<string, readonly LogSourceText[]>>;
      };
      readonly sources?: readonly LogSourceText[];
    }[];
    readonly notTold: readonly { readonly logSources: readonly LogSourceText[]; readonly reason: string }[];
  };
  export default data;
}

declare module '*/equivalents.json' {
  const data: { readonly fields: Readonly<Record<string, readonly string[]>> };
  export default data;
}

declare module '*/ecs.json' {
  const data: {
    readonly categories: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
    readonly actions: Readonly<Record<string, readonly string[]>>;
    readonly products: Readonly<Record<string, string>>;
    readonly fields: Readonly<Record<string, FieldPlaces>>;
    readonly datasets: Readonly<
      Record<
        string,
        { readonly fields: Readonly<Record<string, FieldPlaces>>; readonly lift?: readonly string[] }
      >
    >;
  };
  export default data;
}

declare module '*/ocsf.json' {
  interface ClassData {
    readonly name: string;
    readonly activities: Readonly<Record<string, readonly string[]>>;
    readonly fields: Readonly<Record<string, FieldPlaces>>;
  }
  const data: {
    readonly systems: Readonly<Record<string, string>>;
    readonly classes: Readonly<Record<string, ClassData>>;
    readonly products: Readonly<
      Record<
        string,
        { readonly source: LogSourceText; readonly fields: Readonly<Record<string, FieldPlaces>> }
      >
    >;
  };
  export default data;
}

declare module '*/cloud.json' {
  const data: {
    readonly shapes: readonly {
      readonly name: string;
      readonly key: string;
      readonly lift?: readonly string[];
      readonly fields: Readonly<Record<string, FieldPlaces>>;
    }[];
  };
  export default data;
}

declare module '*/rarity.json' {
  /** Triples of two bytes of bucket and one of frequency, in base64; see `engine/index/rarity.ts`. */
  const data: { readonly events: number; readonly grams: string; readonly values: string };
  export default data;
}

declare module '*/everyday.json' {
  const data: { readonly texts: readonly string[]; readonly values: readonly string[] };
  export default data;
}

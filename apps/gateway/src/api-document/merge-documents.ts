import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** What a service behind the gateway says of itself; `undefined` when it could not be asked. */
export interface UpstreamDocument {
  readonly name: string;
  readonly paths: readonly string[];
  readonly document: OpenAPIObject | undefined;
}

/** One description of everything behind the public door. Only paths that the gateway passes on are taken over. */
export function mergeDocuments(own: OpenAPIObject, upstreams: readonly UpstreamDocument[]): OpenAPIObject {
  const merged = upstreams.reduce((result, upstream) => addUpstream(result, upstream), structuredClone(own));
  const missing = upstreams.filter(({ document }) => !document).map(({ name }) => name);
  if (missing.length > 0) {
    const note = `This description is incomplete: ${missing.join(', ')} could not be asked at the moment.`;
    merged.info.description = [merged.info.description, note].filter(Boolean).join('\n\n');
  }
  return merged;
}

function addUpstream(target: OpenAPIObject, { name, paths, document }: UpstreamDocument): OpenAPIObject {
  if (!document) return target;
  const own = target.components?.schemas ?? {};
  const renamed = renameClashes(document, own, name);
  const passed = Object.entries(renamed.paths).filter(([path]) =>
    paths.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
  );
  return {
    ...target,
    paths: { ...target.paths, ...Object.fromEntries(passed) },
    components: { ...target.components, schemas: { ...renamed.components?.schemas, ...own } },
  };
}

/** Two services may call different things by one name: the upstream's is then `<service>.<name>`. */
function renameClashes(document: OpenAPIObject, own: Schemas, service: string): OpenAPIObject {
  const schemas = document.components?.schemas ?? {};
  const clashes = Object.keys(schemas).filter((name) => {
    const ours = own[name];
    return ours !== undefined && JSON.stringify(ours) !== JSON.stringify(schemas[name]);
  });
  if (clashes.length === 0) return document;
  let text = JSON.stringify(document);
  for (const name of clashes) {
    text = text.replaceAll(`"#/components/schemas/${name}"`, `"#/components/schemas/${service}.${name}"`);
  }
  const copy = JSON.parse(text) as OpenAPIObject;
  const renamed = Object.entries(copy.components?.schemas ?? {}).map(([name, schema]) => [
    clashes.includes(name) ? `${service}.${name}` : name,
    schema,
  ]);
  return { ...copy, components: { ...copy.components, schemas: Object.fromEntries(renamed) as Schemas } };
}

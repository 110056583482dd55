import { answer } from '../../../program.mjs';

export default async function Page({ searchParams }) {
  const result = await answer(`?${new URLSearchParams(await searchParams)}`);
  return <p>{`BEGIN ${encodeURIComponent(JSON.stringify(result))} END`}</p>;
}

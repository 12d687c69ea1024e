import { readCorpus, CorpusRefused } from '#cli/corpus-files.ts'
try { const c = await readCorpus('src/corpus/sample', new Date()); console.log('ok', Object.fromEntries(Object.entries(c).map(([k,v])=>[k,Array.isArray(v)?v.length:v?1:0]))) } catch(e){ if(e instanceof CorpusRefused){console.log(e.message); process.exit(1)} throw e}

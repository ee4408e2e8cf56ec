import {openFleet} from './fleet/sandbox.ts';
import {WatchedList} from './fleet/list.ts';
import {writeFileSync} from 'node:fs';
const pause = (ms:number)=>new Promise(r=>setTimeout(r,ms));
const fleet = await openFleet(1000,{regions:1,oneCloud:true});
const list = await WatchedList.open(fleet,1000,false);
await pause(65000);
const s=list.user.screen;
const out:any[]=[];
for(let i=0;i<15;i++){await fleet.control('change-share',{share:'1%'});const b=s.bytes.length;s.send('r');await pause(1000);out.push(s.bytes.slice(b).toString());}
for(let i=0;i<5;i++){const b=s.bytes.length;await pause(1000);out.push('QUIET '+s.bytes.slice(b).toString());}
writeFileSync('/tmp/ticks.json',JSON.stringify(out,null,1));
console.log(out.map(x=>x.length).join(' '), 'full', await list.fullRedraw(), await list.fullRedraw());
writeFileSync('/tmp/screen.txt', s.text?.() ?? '');
list.close(); await fleet.close(); process.exit(0);

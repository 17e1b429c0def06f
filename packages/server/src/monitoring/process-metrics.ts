import { Counter, Gauge, type Registry } from 'prom-client'

/** Metrics of this process, read when they are asked for: nothing is installed in it. */
export function createProcessMetrics(registry: Registry): void {
  const registers = [registry]
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory of the process; of several, the sum.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  new Gauge({
    name: 'process_heap_used_bytes',
    help: 'Memory of its objects; of several processes, the sum.',
    registers,
    collect() {
      this.set(process.memoryUsage().heapUsed)
    },
  })
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time since the process began; of several, the sum.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage()
      this.reset()
      this.inc((user + system) / 1e6)
    },
  })
  new Gauge({
    name: 'process_uptime_seconds',
    help: 'Age of the process; of several, the youngest.',
    aggregator: 'min',
    registers,
    collect() {
      this.set(process.uptime())
    },
  })
}

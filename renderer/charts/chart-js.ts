import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as ChartJs,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js'

// Only what is used: the rest stays out of the bundle.
ChartJs.register(
  BarController,
  BarElement,
  CategoryScale,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
)

export { ChartJs }

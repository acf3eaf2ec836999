import { describe, expect, test } from '@jest/globals';
import { MetricName } from '@trailbell/alerting';
import { collectorRegionsOf } from './config.ts';
import { ofType } from './testing/resources.ts';
import { environmentWith, synthesised } from './testing/synthesised.ts';

const [dashboard, ...others] = ofType(synthesised(), 'AWS::CloudWatch::Dashboard');
const { widgets } = JSON.parse(String(dashboard?.properties.DashboardBody)) as {
  widgets: { properties: { title: string; metrics: [{ expression: string; region?: string }][] } }[];
};
const searches = widgets.flatMap(({ properties }) => properties.metrics.map(([metric]) => metric));

describe('the dashboard', () => {
  test('is one, and finds all it shows by search', () => {
    expect(others).toEqual([]);
    expect(searches.length).toBeGreaterThan(10);
    expect(searches.filter(({ expression }) => !/^(SUM\()?SEARCH\('/.test(expression))).toEqual([]);
  });

  test('names no app', () => {
    expect(String(dashboard?.properties.DashboardBody)).not.toMatch(/alert-lambda|digest-lambda/);
  });

  test('shows events of the collector of every region, each from its own', () => {
    const collectors = widgets.find(({ properties }) => properties.title === 'Events by collector');

    const { homeRegion } = environmentWith(); // where the dashboard itself is, and so the region when it names none
    expect(collectors?.properties.metrics.map(([{ region = homeRegion }]) => region)).toEqual(
      collectorRegionsOf(environmentWith()),
    );
  });

  test('shows the median and the last hundredth of what people wait for', () => {
    const late = searches.filter(({ expression }) => expression.includes(MetricName.DeliveryLatency));

    expect(late.map(({ expression }) => /'(p\d+)'/.exec(expression)?.[1])).toEqual(['p50', 'p99']);
  });

  test('searches for metrics of ours that lambdas count', () => {
    const named = searches
      .filter(({ expression }) => expression.includes('{Trailbell,'))
      .flatMap(({ expression }) => [...expression.matchAll(/MetricName="(\w+)"/g)].map(([, name]) => name));

    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !Object.values<string>(MetricName).includes(String(name)))).toEqual([]);
  });
});
